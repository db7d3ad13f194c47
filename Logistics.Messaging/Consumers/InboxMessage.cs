using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Messaging.Consumers;

/// <summary>The mark that a queue's handler has taken an event into account.</summary>
internal sealed class InboxMessage
{
    public required Guid EventId { get; init; }

    public required string Queue { get; init; }

    public required DateTimeOffset HandledAt { get; init; }
}

/// <summary>Marks are only ever added, and purged by age: a BRIN index finds the old ones and costs next to nothing to keep.</summary>
internal sealed class InboxMessageConfiguration : IEntityTypeConfiguration<InboxMessage>
{
    public const string Table = "inbox_messages";

    public void Configure(EntityTypeBuilder<InboxMessage> builder)
    {
        builder.ToTable(Table);
        builder.HasKey(message => new { message.EventId, message.Queue }).HasName("pk_inbox_messages");
        builder.Property(message => message.EventId).HasColumnName("event_id").ValueGeneratedNever();
        builder.Property(message => message.Queue).HasColumnName("queue").HasMaxLength(200);
        builder.Property(message => message.HandledAt).HasColumnName("handled_at");
        builder.HasIndex(message => message.HandledAt).HasMethod("brin").HasDatabaseName("ix_inbox_messages_handled_at");
    }
}
