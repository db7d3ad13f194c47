namespace Logistics.Gateway.Api;

/// <summary>A queue of a service, at the broker or in its database.</summary>
internal sealed record Queue
{
    /// <example>tracking.timeline</example>
    public required string Name { get; init; }

    /// <summary>Wait to be handled.</summary>
    public required long Ready { get; init; }

    /// <summary>Wait for another attempt.</summary>
    public required long Retrying { get; init; }

    /// <summary>Wait for a person to decide.</summary>
    public required long DeadLetters { get; init; }

    /// <summary>Why nothing is handled for the moment.</summary>
    public string? Obstacle { get; init; }
}

/// <summary>The queues of all services.</summary>
internal sealed record QueueList
{
    public required IReadOnlyList<Queue> Items { get; init; }
}
