using Logistics.Shipments.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Shipments.Persistence;

internal sealed class StatusDayConfiguration : IEntityTypeConfiguration<StatusDay>, IEntityTypeConfiguration<StatusMove>
{
    public void Configure(EntityTypeBuilder<StatusDay> builder)
    {
        builder.ToTable("status_days");
        builder.HasKey(day => new { day.Day, day.Status }).HasName("pk_status_days");
        builder.Property(day => day.Day).HasColumnName("day");
        builder.Property(day => day.Status).HasColumnName("status");
        builder.Property(day => day.Entered).HasColumnName("entered");
        builder.Property(day => day.Departed).HasColumnName("departed");
    }

    /// <summary>No key and no index: rows are only added, and all are read together.</summary>
    public void Configure(EntityTypeBuilder<StatusMove> builder)
    {
        builder.ToTable("status_moves");
        builder.HasNoKey();
        builder.Property(move => move.Day).HasColumnName("day");
        builder.Property(move => move.Departed).HasColumnName("departed");
        builder.Property(move => move.Entered).HasColumnName("entered");
        builder.Property(move => move.Count).HasColumnName("count");
    }
}
