namespace Logistics.Messaging.Broker;

/// <param name="Outcome">What became of a message.</param>
/// <param name="Reason">The broker's words, where it refused.</param>
internal readonly record struct PublishResult(PublishOutcome Outcome, string? Reason = null);

internal enum PublishOutcome
{
    /// <summary>Nobody knows: the broker went away or took too long.</summary>
    Lost,

    /// <summary>The broker has it, safely, in every queue that it goes to.</summary>
    Confirmed,

    /// <summary>The broker has no queue for it.</summary>
    Unrouted,

    /// <summary>The broker does not want it.</summary>
    Refused,
}
