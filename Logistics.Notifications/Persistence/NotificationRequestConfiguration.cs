using Logistics.Notifications.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Notifications.Persistence;

internal sealed class NotificationRequestConfiguration : IEntityTypeConfiguration<NotificationRequest>
{
    public void Configure(EntityTypeBuilder<NotificationRequest> builder)
    {
        builder.ToTable("notification_requests");
        builder.HasKey(request => new { request.OwnerId, request.RequestId }).HasName("pk_notification_requests");
        builder.Property(request => request.OwnerId).HasColumnName("owner_id");
        builder.Property(request => request.RequestId).HasColumnName("request_id").HasMaxLength(100);
        builder.Property(request => request.BodyHash).HasColumnName("body_hash");
        builder.Property(request => request.Template).HasColumnName("template").HasMaxLength(100);
        builder.Property(request => request.Category).HasColumnName("category");
        builder.Property(request => request.Priority).HasColumnName("priority");
        builder.Property(request => request.Recipients).HasColumnName("recipients");
        builder.Property(request => request.SendAt).HasColumnName("send_at");
        builder.Property(request => request.IsWaiting).HasColumnName("is_waiting");
        builder.Property(request => request.CreatedAt).HasColumnName("created_at");

        builder.HasIndex(request => request.SendAt).HasFilter("is_waiting").HasDatabaseName("ix_notification_requests_waiting");
        builder.HasIndex(request => new { request.OwnerId, request.CreatedAt })
            .HasDatabaseName("ix_notification_requests_owner_created_at");
    }
}
