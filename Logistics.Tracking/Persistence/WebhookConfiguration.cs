using Logistics.Tracking.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Tracking.Persistence;

internal sealed class WebhookConfiguration : IEntityTypeConfiguration<Webhook>
{
    public void Configure(EntityTypeBuilder<Webhook> builder)
    {
        builder.ToTable("webhooks").HasStorageParameter("fillfactor", 70);
        builder.HasKey(webhook => webhook.Id).HasName("pk_webhooks");
        builder.Property(webhook => webhook.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(webhook => webhook.OwnerId).HasColumnName("owner_id");
        builder.Property(webhook => webhook.Url).HasColumnName("url").HasMaxLength(MaxLength.Url);
        builder.Property(webhook => webhook.Events).HasColumnName("events");
        builder.Property(webhook => webhook.Secret).HasColumnName("secret");
        builder.Property(webhook => webhook.FormerSecret).HasColumnName("former_secret");
        builder.Property(webhook => webhook.FormerSecretUntil).HasColumnName("former_secret_until");
        builder.Property(webhook => webhook.Enabled).HasColumnName("enabled");
        builder.Property(webhook => webhook.DisabledReason).HasColumnName("disabled_reason").HasMaxLength(MaxLength.EnumName);
        builder.Property(webhook => webhook.CreatedAt).HasColumnName("created_at");
        builder.Property(webhook => webhook.DueAt).HasColumnName("due_at");
        builder.Property(webhook => webhook.PausedUntil).HasColumnName("paused_until");
        builder.Property(webhook => webhook.Failures).HasColumnName("failures");
        builder.Property(webhook => webhook.LeasedUntil).HasColumnName("leased_until");
        builder.Property(webhook => webhook.Fence).HasColumnName("fence");

        builder.HasIndex(webhook => webhook.OwnerId).HasDatabaseName("ix_webhooks_owner_id");
        builder.HasIndex(webhook => webhook.DueAt).HasFilter("due_at IS NOT NULL").HasDatabaseName("ix_webhooks_due_at");
    }
}
