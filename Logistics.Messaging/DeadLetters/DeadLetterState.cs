namespace Logistics.Messaging;

/// <summary>What became of a dead letter.</summary>
public enum DeadLetterState
{
    /// <summary>Nobody has decided yet.</summary>
    Open,

    /// <summary>Sent to its queue again, as if new.</summary>
    Replayed,

    /// <summary>Given up for good.</summary>
    Discarded,
}
