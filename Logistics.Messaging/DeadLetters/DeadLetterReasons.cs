namespace Logistics.Messaging;

/// <summary>Why messages die.</summary>
public static class DeadLetterReasons
{
    /// <summary>The body is not the event that the message says it is, or the message does not say.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>No such event, or no such version of it, is known to this build.</summary>
    public const string UnknownEvent = "unknown_event";

    /// <summary>The handler said that trying again is pointless.</summary>
    public const string Rejected = "rejected";

    /// <summary>It failed as often as it may.</summary>
    public const string AttemptsExhausted = "attempts_exhausted";

    /// <summary>The consumer vanished while it had the message, as often as that may happen.</summary>
    public const string DeliveryLimit = "delivery_limit";
}
