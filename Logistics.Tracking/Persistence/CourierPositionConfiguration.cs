using Logistics.Tracking.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Tracking.Persistence;

/// <summary>A row for each courier, updated with every batch.</summary>
internal sealed class CourierPositionConfiguration : IEntityTypeConfiguration<CourierPosition>
{
    public void Configure(EntityTypeBuilder<CourierPosition> builder)
    {
        builder.ToTable("courier_positions").HasStorageParameter("fillfactor", 50);
        builder.HasKey(position => position.CourierId).HasName("pk_courier_positions");
        builder.Property(position => position.CourierId).HasColumnName("courier_id").ValueGeneratedNever();
        builder.Property(position => position.At).HasColumnName("at");
        builder.Property(position => position.Latitude).HasColumnName("latitude");
        builder.Property(position => position.Longitude).HasColumnName("longitude");
        builder.Property(position => position.PublishedAt).HasColumnName("published_at");
    }
}
