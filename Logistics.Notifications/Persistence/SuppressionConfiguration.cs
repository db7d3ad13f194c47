using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Notifications.Persistence;

internal sealed class SuppressionConfiguration : IEntityTypeConfiguration<Suppression>
{
    public void Configure(EntityTypeBuilder<Suppression> builder)
    {
        builder.ToTable("suppressions");
        builder.HasKey(suppression => suppression.Id).HasName("pk_suppressions");
        builder.Property(suppression => suppression.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(suppression => suppression.Channel).HasColumnName("channel");
        builder.Property(suppression => suppression.AddressKey).HasColumnName("address_key").HasMaxLength(320);
        builder.Property(suppression => suppression.Scope).HasColumnName("scope").HasMaxLength(20);
        builder.Property(suppression => suppression.Reason).HasColumnName("reason").HasMaxLength(50);
        builder.Property(suppression => suppression.Detail).HasColumnName("detail").HasMaxLength(100);
        builder.Property(suppression => suppression.NotificationId).HasColumnName("notification_id");
        builder.Property(suppression => suppression.CreatedAt).HasColumnName("created_at");
        builder.Property(suppression => suppression.LiftedAt).HasColumnName("lifted_at");
        builder.Property(suppression => suppression.LiftedBy).HasColumnName("lifted_by");

        // Asked for each message that is sent.
        builder.HasIndex(suppression => new { suppression.AddressKey, suppression.Channel, suppression.Scope })
            .IsUnique().HasFilter("lifted_at IS NULL").HasDatabaseName("ux_suppressions_in_force");
        builder.HasIndex(suppression => new { suppression.CreatedAt, suppression.Id }).HasDatabaseName("ix_suppressions_created_at");
    }
}
