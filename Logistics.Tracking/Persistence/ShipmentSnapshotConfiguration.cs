using Logistics.Contracts;
using Logistics.Tracking.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Tracking.Persistence;

/// <summary>
/// Updated a dozen times in a parcel's life: room is left on the pages so that an update stays on its page (HOT) and touches no index.
/// </summary>
internal sealed class ShipmentSnapshotConfiguration : IEntityTypeConfiguration<ShipmentSnapshot>
{
    public void Configure(EntityTypeBuilder<ShipmentSnapshot> builder)
    {
        builder.ToTable("shipment_snapshots").HasStorageParameter("fillfactor", 80);
        builder.HasKey(snapshot => snapshot.TrackingNumber).HasName("pk_shipment_snapshots");
        builder.Property(snapshot => snapshot.TrackingNumber).HasColumnName("tracking_number").HasMaxLength(TrackingNumber.Length)
            .ValueGeneratedNever();
        builder.Property(snapshot => snapshot.OwnerId).HasColumnName("owner_id");
        builder.Property(snapshot => snapshot.Sequence).HasColumnName("sequence");
        builder.Property(snapshot => snapshot.Status).HasColumnName("status");
        builder.Property(snapshot => snapshot.ServiceLevel).HasColumnName("service_level");
        builder.Property(snapshot => snapshot.OriginCity).HasColumnName("origin_city").HasMaxLength(MaxLength.City);
        builder.Property(snapshot => snapshot.OriginCountry).HasColumnName("origin_country").HasMaxLength(MaxLength.Country);
        builder.Property(snapshot => snapshot.DestinationCity).HasColumnName("destination_city").HasMaxLength(MaxLength.City);
        builder.Property(snapshot => snapshot.DestinationCountry).HasColumnName("destination_country").HasMaxLength(MaxLength.Country);
        builder.Property(snapshot => snapshot.RecordedAt).HasColumnName("recorded_at");
        builder.Property(snapshot => snapshot.PromisedAt).HasColumnName("promised_at");
        builder.Property(snapshot => snapshot.EstimatedAt).HasColumnName("estimated_at");
        builder.Property(snapshot => snapshot.EstimatedDeliveryAt).HasColumnName("estimated_delivery_at");
        builder.Property(snapshot => snapshot.EstimatedFrom).HasColumnName("estimated_from");
        builder.Property(snapshot => snapshot.EstimatedUntil).HasColumnName("estimated_until");
        builder.Property(snapshot => snapshot.AnnouncedDeliveryAt).HasColumnName("announced_delivery_at");
        builder.Property(snapshot => snapshot.MeasuredAt).HasColumnName("measured_at");
    }
}
