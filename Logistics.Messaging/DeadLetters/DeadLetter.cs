namespace Logistics.Messaging;

/// <summary>A message that could not be handled, with all that is needed to understand it and to send it again.</summary>
public sealed class DeadLetter
{
    public required Guid Id { get; init; }

    /// <summary>The queue whose handler gave up: <c>tracking.timeline</c>.</summary>
    public required string Queue { get; init; }

    /// <summary><see langword="null"/> when the message carried no readable id.</summary>
    public Guid? EventId { get; init; }

    /// <summary>Empty when the message carried none.</summary>
    public required string EventName { get; init; }

    /// <summary>Empty when the message carried none.</summary>
    public required string Subject { get; init; }

    /// <summary>The service that published it; empty when the message does not say.</summary>
    public required string Source { get; init; }

    /// <summary>The message's bytes as they came; JSON, unless that is what was wrong. May hold personal data.</summary>
    public required byte[] Body { get; init; }

    /// <summary>The message's headers as JSON.</summary>
    public required string Headers { get; init; }

    /// <summary>Why, as a stable code (<see cref="DeadLetterReasons"/>).</summary>
    public required string Reason { get; init; }

    /// <summary>Why, in the words of whatever failed. May hold personal data.</summary>
    public string? Detail { get; init; }

    /// <summary>Times that it was tried.</summary>
    public required int Attempts { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required DateTimeOffset DiedAt { get; init; }

    public DeadLetterState State { get; internal set; }

    /// <summary>When it was replayed or discarded.</summary>
    public DateTimeOffset? SettledAt { get; internal set; }
}
