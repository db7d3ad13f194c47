using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Messaging.Outbox;

/// <summary>
/// Rows live for milliseconds, so the table is kept lean: one index (ids are time-ordered), and a vacuum that starts early and does not
/// dawdle.
/// </summary>
internal sealed class OutboxMessageConfiguration : IEntityTypeConfiguration<OutboxMessage>
{
    public const string Table = "outbox_messages";

    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable(Table)
            .HasStorageParameter("autovacuum_vacuum_scale_factor", 0.0)
            .HasStorageParameter("autovacuum_vacuum_threshold", 5000)
            .HasStorageParameter("autovacuum_vacuum_cost_delay", 0.0);
        builder.HasKey(message => message.Id).HasName("pk_outbox_messages");
        builder.Property(message => message.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(message => message.EventName).HasColumnName("event_name").HasMaxLength(200);
        builder.Property(message => message.Subject).HasColumnName("subject").HasMaxLength(200);
        builder.Property(message => message.OccurredAt).HasColumnName("occurred_at");
        builder.Property(message => message.Body).HasColumnName("body");
        builder.Property(message => message.TraceParent).HasColumnName("trace_parent").HasMaxLength(55);
        builder.Property(message => message.TraceState).HasColumnName("trace_state").HasMaxLength(512);
        builder.Property(message => message.TargetQueue).HasColumnName("target_queue").HasMaxLength(200);
        builder.Property(message => message.ReplayedEventId).HasColumnName("replayed_event_id");
        builder.Property(message => message.ReplayedSource).HasColumnName("replayed_source").HasMaxLength(50);
        builder.Property(message => message.CreatedAt).HasColumnName("created_at");
        builder.Ignore(message => message.NotBefore);
        builder.Property(message => message.AvailableAt).HasColumnName("available_at");
        builder.Property(message => message.Attempts).HasColumnName("attempts");
        builder.Property(message => message.ParkedAt).HasColumnName("parked_at");
        builder.Property(message => message.ParkedReason).HasColumnName("parked_reason").HasMaxLength(500);
    }
}
