using Logistics.Identity.Persistence;
using Logistics.Notifications.Persistence;
using Logistics.Shipments.Persistence;
using Logistics.Tracking.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Xunit;

namespace Logistics.Tests.Messaging;

public sealed class MigrationTests
{
    [Fact]
    public void The_migrations_make_what_the_models_say()
    {
        AssertComplete<AccountsDbContext>(options => new AccountsDbContext(options));
        AssertComplete<ShipmentsDbContext>(options => new ShipmentsDbContext(options));
        AssertComplete<TrackingDbContext>(options => new TrackingDbContext(options));
        AssertComplete<NotificationsDbContext>(options => new NotificationsDbContext(options));
    }

    private static void AssertComplete<TDbContext>(Func<DbContextOptions<TDbContext>, TDbContext> open)
        where TDbContext : DbContext
    {
        using var db = open(new DbContextOptionsBuilder<TDbContext>().UseNpgsql().Options);
        Assert.False(db.Database.HasPendingModelChanges(), $"{typeof(TDbContext).Name} has changes that no migration makes.");

        var written = typeof(TDbContext).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Migration))).Select(type => type.Name);
        var found = db.Database.GetMigrations().Select(id => id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..]);
        Assert.Equal(written.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal)); // else one lacks its attributes
    }
}
