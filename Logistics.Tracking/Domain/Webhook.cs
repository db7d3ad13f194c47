namespace Logistics.Tracking.Domain;

/// <summary>
/// An address that an account wants to be told at, and its schedule: one worker at a time, of all replicas, has it (a lease with a fencing
/// token), so that a slow address takes one place of many and no more.
/// </summary>
internal sealed class Webhook
{
    public required Guid Id { get; init; }

    public required Guid OwnerId { get; init; }

    public required string Url { get; set; }

    /// <summary>The names of the events that it wants; none: all.</summary>
    public required string[] Events { get; set; }

    /// <summary>Encrypted, bound to the id.</summary>
    public required byte[] Secret { get; set; }

    /// <summary>The one before, which signs beside it until <see cref="FormerSecretUntil"/>.</summary>
    public byte[]? FormerSecret { get; set; }

    public DateTimeOffset? FormerSecretUntil { get; set; }

    public required bool Enabled { get; set; }

    public string? DisabledReason { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When there is something to send, at the earliest.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>Not before: it did not answer, or asked for a pause.</summary>
    public DateTimeOffset? PausedUntil { get; set; }

    /// <summary>How often in a row it did not answer at all.</summary>
    public int Failures { get; set; }

    public DateTimeOffset? LeasedUntil { get; set; }

    public int Fence { get; set; }
}
