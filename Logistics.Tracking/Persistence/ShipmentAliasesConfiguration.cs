using Logistics.Contracts;
using Logistics.Tracking.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Tracking.Persistence;

internal sealed class ShipmentAliasesConfiguration : IEntityTypeConfiguration<ShipmentAliases>
{
    public void Configure(EntityTypeBuilder<ShipmentAliases> builder)
    {
        builder.ToTable("shipment_aliases");
        builder.HasKey(shipment => shipment.TrackingNumber).HasName("pk_shipment_aliases");
        builder.Property(shipment => shipment.TrackingNumber).HasColumnName("tracking_number").HasMaxLength(TrackingNumber.Length)
            .ValueGeneratedNever();
        builder.Property(shipment => shipment.Aliases).HasColumnName("aliases");
        builder.Property(shipment => shipment.Sequence).HasColumnName("sequence");
        builder.Property(shipment => shipment.ToldAt).HasColumnName("told_at");

        builder.HasIndex(shipment => shipment.Aliases).HasMethod("gin").HasDatabaseName("ix_shipment_aliases_aliases");
    }
}
