using Logistics.Contracts;
using Logistics.Tracking.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Tracking.Persistence;

/// <summary>The key finds all buckets of a leg. Counters are updated in place (HOT).</summary>
internal sealed class LegTimeConfiguration : IEntityTypeConfiguration<LegTime>, IEntityTypeConfiguration<EstimateDue>
{
    public void Configure(EntityTypeBuilder<LegTime> builder)
    {
        builder.ToTable("leg_times").HasStorageParameter("fillfactor", 80);
        builder
            .HasKey(leg => new { leg.FromCountry, leg.FromCity, leg.FromStatus, leg.ToCountry, leg.ToCity, leg.ServiceLevel, leg.Bucket })
            .HasName("pk_leg_times");
        builder.Property(leg => leg.FromCountry).HasColumnName("from_country").HasMaxLength(MaxLength.Country);
        builder.Property(leg => leg.FromCity).HasColumnName("from_city").HasMaxLength(MaxLength.City);
        builder.Property(leg => leg.FromStatus).HasColumnName("from_status");
        builder.Property(leg => leg.ToCountry).HasColumnName("to_country").HasMaxLength(MaxLength.Country);
        builder.Property(leg => leg.ToCity).HasColumnName("to_city").HasMaxLength(MaxLength.City);
        builder.Property(leg => leg.ServiceLevel).HasColumnName("service_level");
        builder.Property(leg => leg.Bucket).HasColumnName("bucket").ValueGeneratedNever();
        builder.Property(leg => leg.Parcels).HasColumnName("parcels");
    }

    /// <summary>Rows live for milliseconds.</summary>
    public void Configure(EntityTypeBuilder<EstimateDue> builder)
    {
        builder.ToTable("estimates_due").HasStorageParameter("autovacuum_vacuum_scale_factor", 0.0)
            .HasStorageParameter("autovacuum_vacuum_threshold", 5000);
        builder.HasNoKey(); // who adds a note waits for nobody
        builder.Property(due => due.TrackingNumber).HasColumnName("tracking_number").HasMaxLength(TrackingNumber.Length);
    }
}
