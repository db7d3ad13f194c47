using System.Diagnostics;
using Logistics.Contracts.Events;

namespace Logistics.Messaging.Outbox;

/// <summary>An event that is true (its change is committed with it) and that the broker has not confirmed yet.</summary>
internal sealed class OutboxMessage
{
    /// <summary>The event's id, but for replays.</summary>
    public required Guid Id { get; init; }

    public required string EventName { get; init; }

    public required string Subject { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The JSON, as it goes out.</summary>
    public required byte[] Body { get; init; }

    /// <summary>W3C trace context of the request that caused it.</summary>
    public string? TraceParent { get; init; }

    public string? TraceState { get; init; }

    /// <summary>Straight to this queue, instead of to all that subscribe: a dead letter that is replayed.</summary>
    public string? TargetQueue { get; init; }

    /// <summary>Of a replay: the event's id. (Two queues may replay the same event at once.)</summary>
    public Guid? ReplayedEventId { get; init; }

    /// <summary>Of a replay: the service whose event it is.</summary>
    public string? ReplayedSource { get; init; }

    /// <summary>Of a replay among many: it has to wait for its turn. Not kept; <see cref="AvailableAt"/> is.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Until then it is being published, or waits for its next attempt; after that any replica may take it.</summary>
    public DateTimeOffset AvailableAt { get; set; }

    /// <summary>Times that the broker refused it.</summary>
    public int Attempts { get; set; }

    /// <summary>When it was given up. It stays, for an operator to look at.</summary>
    public DateTimeOffset? ParkedAt { get; set; }

    public string? ParkedReason { get; set; }

    public static OutboxMessage For(IEvent @event) => new()
    {
        Id = @event.EventId,
        EventName = @event.EventName,
        Subject = @event.Subject,
        OccurredAt = @event.OccurredAt.ToUniversalTime(),
        Body = EventCatalogue.Serialize(@event),
        TraceParent = Activity.Current?.Id,
        TraceState = Activity.Current?.TraceStateString,
    };

    /// <summary>The message of a dead letter, as if new, for its own queue only.</summary>
    public static OutboxMessage Replaying(DeadLetter letter, Guid id, DateTimeOffset? notBefore = null) => new()
    {
        Id = id,
        EventName = letter.EventName,
        Subject = letter.Subject,
        OccurredAt = letter.OccurredAt,
        Body = letter.Body,
        TraceParent = Activity.Current?.Id,
        TraceState = Activity.Current?.TraceStateString,
        TargetQueue = letter.Queue,
        ReplayedEventId = letter.EventId,
        ReplayedSource = letter.Source,
        NotBefore = notBefore,
    };
}
