using Logistics.Notifications.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Notifications.Persistence;

/// <summary>The table is unlogged: it costs no write-ahead log, and what a crash of the database takes is an hour's counts.</summary>
internal sealed class ThrottleCountConfiguration : IEntityTypeConfiguration<ThrottleCount>
{
    public void Configure(EntityTypeBuilder<ThrottleCount> builder)
    {
        builder.ToTable("throttles");
        builder.IsUnlogged();
        builder.HasKey(count => new { count.Recipient, count.Category, count.Channel }).HasName("pk_throttles");
        builder.Property(count => count.Recipient).HasColumnName("recipient");
        builder.Property(count => count.Category).HasColumnName("category");
        builder.Property(count => count.Channel).HasColumnName("channel");
        builder.Property(count => count.WindowStart).HasColumnName("window_start");
        builder.Property(count => count.Count).HasColumnName("count");
    }
}
