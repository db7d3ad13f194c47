using Logistics.Contracts.Common.V1;
using Logistics.Messaging;
using Logistics.Shipments.Blobs;
using Logistics.Shipments.Domain;
using Logistics.Shipments.Features.ListShipments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Logistics.Shipments.Persistence;

internal sealed class ShipmentsDbContext(DbContextOptions<ShipmentsDbContext> options) : DbContext(options)
{
    public DbSet<Shipment> Shipments => Set<Shipment>();

    public DbSet<ShipmentAlias> ShipmentAliases => Set<ShipmentAlias>();

    public DbSet<StatusChange> StatusChanges => Set<StatusChange>();

    public DbSet<ShareLink> ShareLinks => Set<ShareLink>();

    public DbSet<Proof> Proofs => Set<Proof>();

    public DbSet<Blob> Blobs => Set<Blob>();

    /// <summary>
    /// A write that an index refuses is an answer to a question here, not an incident: Entity Framework is not to log it as one.
    /// What is not expected is logged where it ends the call.
    /// </summary>
    public static void Configure(DbContextOptionsBuilder options) => options.ConfigureWarnings(warnings => warnings.Log(
        (RelationalEventId.CommandError, LogLevel.Debug),
        (CoreEventId.SaveChangesFailed, LogLevel.Debug),
        (CoreEventId.OptimisticConcurrencyException, LogLevel.Debug)));

    /// <summary>
    /// Saves all changes as one batch without BEGIN and COMMIT around it: PostgreSQL runs a batch as one transaction anyway, and the two
    /// round trips are saved. A lost race must therefore be an error to PostgreSQL (a unique index), not merely a count of zero rows that
    /// is noticed afterwards.
    /// </summary>
    public Task SaveInOneBatchAsync(CancellationToken cancellationToken)
    {
        Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        return SaveChangesAsync(cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.HaveWireNames<ShipmentStatus>(MaxLength.EnumName);
        configurationBuilder.HaveWireNames<ReasonCode>(MaxLength.EnumName);
        configurationBuilder.HaveWireNames<ServiceLevel>(MaxLength.EnumName);
        configurationBuilder.HaveWireNames<ReportSource>(MaxLength.EnumName);
        configurationBuilder.HaveWireNames<ChangeKind>(MaxLength.EnumName);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfiguration(new ShipmentConfiguration());
        modelBuilder.ApplyConfiguration(new StatusChangeConfiguration());
        modelBuilder.ApplyConfiguration<Proof>(new ProofConfiguration());
        modelBuilder.ApplyConfiguration<Blob>(new ProofConfiguration());
        modelBuilder.ApplyConfiguration(new ShipmentAliasConfiguration());
        modelBuilder.ApplyConfiguration(new ErasureConfiguration());
        modelBuilder.ApplyConfiguration(new ShareLinkConfiguration());
        modelBuilder.ApplyConfiguration<StatusDay>(new StatusDayConfiguration());
        modelBuilder.ApplyConfiguration<StatusMove>(new StatusDayConfiguration());
        modelBuilder.HasDbFunction(((Delegate)ShipmentWords.Of).Method).HasName("shipment_words").IsBuiltIn();
        modelBuilder.AddMessaging();
    }
}
