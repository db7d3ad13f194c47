using Logistics.Contracts;
using Logistics.Tracking.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Tracking.Persistence;

/// <summary>The key both refuses an event that was queued before and, ids being times, lists the log.</summary>
internal sealed class WebhookDeliveryConfiguration : IEntityTypeConfiguration<WebhookDelivery>
{
    public void Configure(EntityTypeBuilder<WebhookDelivery> builder)
    {
        builder.ToTable("webhook_deliveries");
        builder.HasKey(delivery => new { delivery.WebhookId, delivery.EventId }).HasName("pk_webhook_deliveries");
        builder.Property(delivery => delivery.WebhookId).HasColumnName("webhook_id");
        builder.Property(delivery => delivery.EventId).HasColumnName("event_id");
        builder.Property(delivery => delivery.Type).HasColumnName("type").HasMaxLength(MaxLength.EventName);
        builder.Property(delivery => delivery.TrackingNumber).HasColumnName("tracking_number").HasMaxLength(TrackingNumber.Length);
        builder.Property(delivery => delivery.Payload).HasColumnName("payload");
        builder.Property(delivery => delivery.State).HasColumnName("state");
        builder.Property(delivery => delivery.CreatedAt).HasColumnName("created_at");
        builder.Property(delivery => delivery.DueAt).HasColumnName("due_at");
        builder.Property(delivery => delivery.Attempts).HasColumnName("attempts");
        builder.Property(delivery => delivery.Log).HasColumnName("log").HasColumnType("jsonb");

        builder.HasOne<Webhook>().WithMany().HasForeignKey(delivery => delivery.WebhookId)
            .HasConstraintName("fk_webhook_deliveries_webhook_id");
        builder.HasIndex(delivery => new { delivery.WebhookId, delivery.DueAt }).HasFilter("due_at IS NOT NULL")
            .HasDatabaseName("ix_webhook_deliveries_due");
    }
}
