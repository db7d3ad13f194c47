using Logistics.Tracking.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Logistics.Tests.Tracking;

public sealed class MigrationTests
{
    [Fact]
    public void The_migrations_make_what_the_model_says()
    {
        using var db = new TrackingDbContext(new DbContextOptionsBuilder<TrackingDbContext>().UseNpgsql().Options);

        Assert.False(db.Database.HasPendingModelChanges());
    }
}
