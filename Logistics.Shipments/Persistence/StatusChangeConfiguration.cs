using Logistics.Shipments.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Shipments.Persistence;

/// <summary>The key is (shipment, version): of two changes that start from the same version, PostgreSQL refuses the second.</summary>
internal sealed class StatusChangeConfiguration : IEntityTypeConfiguration<StatusChange>
{
    public void Configure(EntityTypeBuilder<StatusChange> builder)
    {
        builder.ToTable("status_changes");
        builder.HasKey(change => new { change.ShipmentId, change.Version }).HasName("pk_status_changes");
        builder.Property(change => change.ShipmentId).HasColumnName("shipment_id")
            .HasConversion(id => id.Value, value => new ShipmentId(value));
        builder.Property(change => change.Version).HasColumnName("version").ValueGeneratedNever();
        builder.Property(change => change.Kind).HasColumnName("kind");
        builder.Property(change => change.EventId).HasColumnName("event_id");
        builder.Property(change => change.Source).HasColumnName("source");
        builder.Property(change => change.Corrects).HasColumnName("corrects");
        builder.Ignore(change => change.CorrectsEvent);
        builder.Property(change => change.PreviousStatus).HasColumnName("previous_status");
        builder.Property(change => change.Status).HasColumnName("status");
        builder.Property(change => change.ReasonCode).HasColumnName("reason_code");
        builder.ComplexProperty(change => change.Place, place =>
        {
            place.Property(p => p.Name).HasColumnName("place_name").HasMaxLength(MaxLength.Name);
            place.Property(p => p.City).HasColumnName("place_city").HasMaxLength(MaxLength.City);
            place.Property(p => p.Country).HasColumnName("place_country").HasMaxLength(MaxLength.Country);
            place.Property(p => p.Latitude).HasColumnName("place_latitude");
            place.Property(p => p.Longitude).HasColumnName("place_longitude");
            place.Ignore(p => p.TimeZone); // goes with the event; Tracking keeps it
        });
        builder.Property(change => change.Note).HasColumnName("note").HasMaxLength(MaxLength.Note);
        builder.Property(change => change.OccurredAt).HasColumnName("occurred_at");
        builder.Property(change => change.OccurredAtOffsetMinutes).HasColumnName("occurred_at_offset_minutes");
        builder.Property(change => change.RecordedAt).HasColumnName("recorded_at");
        builder.Property(change => change.ActorId).HasColumnName("actor_id");
        builder.Property(change => change.IdempotencyKey).HasColumnName("idempotency_key").HasMaxLength(MaxLength.IdempotencyKey);
        builder.Property(change => change.RequestHash).HasColumnName("request_hash");

        builder.HasOne<Shipment>().WithMany().HasForeignKey(change => change.ShipmentId).HasConstraintName("fk_status_changes_shipments");
        builder.HasIndex(change => new { change.ShipmentId, change.IdempotencyKey }).IsUnique()
            .HasFilter("idempotency_key IS NOT NULL").HasDatabaseName(UniqueIndex.StatusChangeKey);
        builder.HasIndex(change => new { change.Status, change.ShipmentId }) // what is rare is found by it; see RareStatuses
            .HasFilter("status NOT IN ('CREATED', 'PICKED_UP', 'IN_TRANSIT', 'ARRIVED_AT_WAREHOUSE', 'OUT_FOR_DELIVERY', 'DELIVERED')")
            .HasDatabaseName("ix_status_changes_status_shipment_id");
    }
}
