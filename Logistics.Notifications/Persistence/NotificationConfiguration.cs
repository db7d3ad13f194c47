using System.Text.Json;
using Logistics.Notifications.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Notifications.Persistence;

internal sealed class NotificationConfiguration : IEntityTypeConfiguration<Notification>
{
    /// <summary>
    /// The transaction that last changed a message in the app: where that stands in the order of changes. A trigger notes it, whoever
    /// changes it.
    /// </summary>
    private const string ChangedIn = nameof(ChangedIn);

    public void Configure(EntityTypeBuilder<Notification> builder)
    {
        builder.ToTable("notifications");
        builder.HasKey(notification => notification.Id).HasName("pk_notifications");
        builder.Property(notification => notification.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(notification => notification.CauseId).HasColumnName("cause_id");
        builder.Property(notification => notification.Role).HasColumnName("role");
        builder.Property(notification => notification.Channel).HasColumnName("channel");
        builder.Property(notification => notification.Priority).HasColumnName("priority");
        builder.Property(notification => notification.Category).HasColumnName("category").HasDefaultValue(Category.ShipmentProgress)
            .HasSentinel(Category.ShipmentProgress);
        builder.Property(notification => notification.TrackingNumber).HasColumnName("tracking_number").HasMaxLength(16);
        builder.Property(notification => notification.OwnerId).HasColumnName("owner_id");
        builder.Property(notification => notification.UserId).HasColumnName("user_id");
        builder.Property(notification => notification.Address).HasColumnName("address").HasMaxLength(320);
        builder.Property(notification => notification.Locale).HasColumnName("locale").HasMaxLength(35);
        builder.Property(notification => notification.Template).HasColumnName("template").HasMaxLength(100);
        builder.Property(notification => notification.Variables).HasColumnName("variables").HasColumnType("jsonb").HasConversion(
            variables => JsonSerializer.Serialize(variables, RowJsonContext.Default.DictionaryStringString),
            json => JsonSerializer.Deserialize(json, RowJsonContext.Default.DictionaryStringString) ?? new Dictionary<string, string>(),
            new ValueComparer<Dictionary<string, string>>(favorStructuralComparisons: false));
        builder.Property(notification => notification.Title).HasColumnName("title");
        builder.Property(notification => notification.Body).HasColumnName("body");
        builder.Property(notification => notification.Parts).HasColumnName("parts").HasColumnType("jsonb").HasConversion(
            parts => JsonSerializer.Serialize(parts!, RowJsonContext.Default.DictionaryStringString), // not null: null is not converted
            json => JsonSerializer.Deserialize(json, RowJsonContext.Default.DictionaryStringString),
            new ValueComparer<Dictionary<string, string>?>(favorStructuralComparisons: false));
        builder.Property(notification => notification.State).HasColumnName("state");
        builder.Property(notification => notification.Reason).HasColumnName("reason").HasMaxLength(100);
        builder.Property(notification => notification.Rule).HasColumnName("rule");
        builder.Property(notification => notification.RuleData).HasColumnName("rule_data").HasColumnType("jsonb").HasConversion(
            data => JsonSerializer.Serialize(data!, RowJsonContext.Default.DictionaryStringString), // not null: nulls are not converted
            json => JsonSerializer.Deserialize(json, RowJsonContext.Default.DictionaryStringString),
            new ValueComparer<Dictionary<string, string>?>(favorStructuralComparisons: false));
        builder.Property(notification => notification.ToldBy).HasColumnName("told_by");
        builder.Property(notification => notification.Sequence).HasColumnName("sequence");
        builder.Property(notification => notification.Attempts).HasColumnName("attempts");
        builder.Property(notification => notification.Fence).HasColumnName("fence");
        builder.Property(notification => notification.DueAt).HasColumnName("due_at");
        builder.Property(notification => notification.ExpiresAt).HasColumnName("expires_at");
        builder.Property(notification => notification.UnsubscribeToken).HasColumnName("unsubscribe_token");
        builder.Property(notification => notification.Provider).HasColumnName("provider").HasMaxLength(50);
        builder.Property(notification => notification.ReachedDevices).HasColumnName("reached_devices");
        builder.Property(notification => notification.TraceParent).HasColumnName("trace_parent").HasMaxLength(55);
        builder.Property(notification => notification.RequestId).HasColumnName("request_id").HasMaxLength(100);
        builder.Property(notification => notification.RecipientIndex).HasColumnName("recipient_index");
        builder.Property(notification => notification.ReadAt).HasColumnName("read_at");
        builder.Property<ulong?>(ChangedIn).HasColumnName("changed_in").HasColumnType("xid8");
        builder.Property(notification => notification.CreatedAt).HasColumnName("created_at");
        builder.Property(notification => notification.UpdatedAt).HasColumnName("updated_at");

        // Effectively once: an event tells a person one thing a channel, however often it arrives.
        builder.HasIndex(notification => new { notification.CauseId, notification.Role, notification.Channel })
            .IsUnique().HasDatabaseName("ux_notifications_cause_role_channel");

        // The queues of the dispatcher.
        builder.HasIndex(notification => new { notification.Channel, notification.Priority, notification.DueAt })
            .HasFilter("due_at IS NOT NULL").HasDatabaseName("ix_notifications_due");

        builder.HasIndex(notification => notification.ToldBy).HasFilter("told_by IS NOT NULL").HasDatabaseName("ix_notifications_told_by");
        builder.HasIndex(notification => new { notification.UserId, notification.CreatedAt, notification.Id })
            .HasFilter("user_id IS NOT NULL").HasDatabaseName("ix_notifications_user");
        builder.HasIndex(notification => new { notification.TrackingNumber, notification.CreatedAt, notification.Id })
            .HasDatabaseName("ix_notifications_tracking_number");

        builder.HasIndex(notification => new { notification.OwnerId, notification.RequestId })
            .HasFilter("request_id IS NOT NULL").HasDatabaseName("ix_notifications_request");

        // The inbox: what is unread, and what changed since a position, of one person and of all.
        builder.HasIndex(notification => new { notification.UserId, notification.CreatedAt, notification.Id }, "ix_notifications_unread")
            .HasFilter("channel = 'IN_APP' AND state = 'DELIVERED' AND read_at IS NULL").HasDatabaseName("ix_notifications_unread");
        builder.HasIndex(nameof(Notification.UserId), ChangedIn).HasFilter("changed_in IS NOT NULL")
            .HasDatabaseName("ix_notifications_user_changed_in");
        builder.HasIndex(ChangedIn).HasFilter("changed_in IS NOT NULL").HasDatabaseName("ix_notifications_changed_in");
    }
}
