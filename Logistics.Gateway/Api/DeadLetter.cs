namespace Logistics.Gateway.Api;

/// <summary>Something that a service could not handle, and that waits for a person to decide.</summary>
internal sealed record DeadLetter
{
    /// <summary>The service and its number for it.</summary>
    /// <example>tracking.01975e60-0000-7000-8000-000000000001</example>
    public required string Id { get; init; }

    /// <example>tracking.timeline</example>
    public required string Queue { get; init; }

    public string? EventId { get; init; }

    /// <example>shipment.created</example>
    public string? EventName { get; init; }

    /// <summary>The tracking number, or whatever else it is about.</summary>
    public string? Subject { get; init; }

    /// <summary>The service that published it.</summary>
    public string? Source { get; init; }

    /// <summary><c>unreadable</c>, <c>unknown_event</c>, <c>rejected</c>, <c>attempts_exhausted</c> or <c>delivery_limit</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>Why, in the words of what failed.</summary>
    public string? Detail { get; init; }

    public required int Attempts { get; init; }

    /// <summary><c>OPEN</c>, <c>REPLAYED</c> or <c>DISCARDED</c>.</summary>
    public required string State { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required DateTimeOffset DiedAt { get; init; }

    /// <summary>The event; only of a single one. Tokens in it are left out.</summary>
    public string? Payload { get; init; }

    /// <summary>What was decided, and by whom; only of a single one.</summary>
    public IReadOnlyList<DeadLetterDecision>? History { get; init; }
}

/// <summary>What someone decided about a dead letter.</summary>
internal sealed record DeadLetterDecision
{
    /// <summary><c>REPLAYED</c> or <c>DISCARDED</c>.</summary>
    public required string Action { get; init; }

    public required string ActorId { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>Dead letters that were replayed or discarded.</summary>
internal sealed record SettledDeadLetters
{
    public required IReadOnlyList<string> Ids { get; init; }
}
