namespace Logistics.Gateway.Features.ManageQueues;

/// <summary>Which dead letters: those named, or those that the filter finds. One of the two.</summary>
internal sealed record SettleDeadLettersBody
{
    /// <summary>At most 1,000.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    public DeadLetterFilterBody? Filter { get; init; }

    /// <summary>Of those that the filter finds, so many of the oldest of each service: 1 to 1,000; 100 when absent.</summary>
    public int? Limit { get; init; }

    /// <summary>Replays in a second: 1 to 1,000; 50 when absent.</summary>
    public int? PerSecond { get; init; }
}

/// <summary>What is absent does not matter; all of it absent finds all.</summary>
internal sealed record DeadLetterFilterBody
{
    /// <example>tracking.timeline</example>
    public string? Queue { get; init; }

    /// <example>shipment.created</example>
    public string? EventName { get; init; }

    /// <example>attempts_exhausted</example>
    public string? Reason { get; init; }

    public string? Subject { get; init; }
}
