using Logistics.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Tests.Messaging.Support;

/// <summary>
/// A service's database with one table: an effect a handled event. Nothing keeps an effect from happening twice but messaging.
/// </summary>
internal sealed class TestDbContext(DbContextOptions<TestDbContext> options) : DbContext(options)
{
    public DbSet<Effect> Effects => Set<Effect>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddMessaging();
        modelBuilder.Entity<Effect>().ToTable("effects");
    }
}

internal sealed class Effect
{
    public long Id { get; init; }

    public required Guid EventId { get; init; }
}
