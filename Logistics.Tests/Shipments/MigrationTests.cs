using Logistics.Shipments.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Logistics.Tests.Shipments;

public sealed class MigrationTests
{
    [Fact]
    public void The_migrations_make_what_the_model_says()
    {
        using var db = new ShipmentsDbContext(new DbContextOptionsBuilder<ShipmentsDbContext>().UseNpgsql().Options);

        Assert.False(db.Database.HasPendingModelChanges());
    }
}
