using Logistics.Notifications.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Notifications.Persistence;

internal sealed class NotificationChangeConfiguration : IEntityTypeConfiguration<NotificationChange>
{
    public void Configure(EntityTypeBuilder<NotificationChange> builder)
    {
        builder.ToTable("notification_changes");
        builder.HasKey(change => change.Id).HasName("pk_notification_changes");
        builder.Property(change => change.Id).HasColumnName("id");
        builder.Property(change => change.NotificationId).HasColumnName("notification_id");
        builder.Property(change => change.State).HasColumnName("state");
        builder.Property(change => change.Reason).HasColumnName("reason").HasMaxLength(100);
        builder.Property(change => change.Attempt).HasColumnName("attempt");
        builder.Property(change => change.At).HasColumnName("at");
        builder.HasIndex(change => change.NotificationId).HasDatabaseName("ix_notification_changes_notification_id");
    }
}
