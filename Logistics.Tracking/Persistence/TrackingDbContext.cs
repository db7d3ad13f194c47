using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Tracking.V1;
using Logistics.Messaging;
using Logistics.Tracking.Domain;
using Microsoft.EntityFrameworkCore;
using TimelineEntry = Logistics.Tracking.Domain.TimelineEntry;
using Webhook = Logistics.Tracking.Domain.Webhook;

namespace Logistics.Tracking.Persistence;

internal sealed class TrackingDbContext(DbContextOptions<TrackingDbContext> options) : DbContext(options)
{
    public DbSet<TimelineEntry> Entries => Set<TimelineEntry>();

    public DbSet<CourierPosition> CourierPositions => Set<CourierPosition>();

    public DbSet<ShipmentSnapshot> Snapshots => Set<ShipmentSnapshot>();

    public DbSet<ShipmentAliases> Aliases => Set<ShipmentAliases>();

    public DbSet<Webhook> Webhooks => Set<Webhook>();

    public DbSet<WebhookDelivery> WebhookDeliveries => Set<WebhookDelivery>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.HaveWireNames<ShipmentStatus>(MaxLength.EnumName);
        configurationBuilder.HaveWireNames<EntryKind>(MaxLength.EnumName);
        configurationBuilder.HaveWireNames<ReasonCode>(MaxLength.EnumName);
        configurationBuilder.HaveWireNames<ServiceLevel>(MaxLength.EnumName);
        configurationBuilder.HaveWireNames<DeliveryState>(MaxLength.EnumName);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfiguration(new TimelineEntryConfiguration());
        modelBuilder.ApplyConfiguration(new ShipmentSnapshotConfiguration());
        modelBuilder.ApplyConfiguration(new ShipmentAliasesConfiguration());
        modelBuilder.ApplyConfiguration(new CourierPositionConfiguration());
        var legs = new LegTimeConfiguration();
        modelBuilder.ApplyConfiguration<LegTime>(legs);
        modelBuilder.ApplyConfiguration<EstimateDue>(legs);
        modelBuilder.ApplyConfiguration(new WebhookConfiguration());
        modelBuilder.ApplyConfiguration(new WebhookDeliveryConfiguration());
        modelBuilder.AddMessaging();
    }
}
