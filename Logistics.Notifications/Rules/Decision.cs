using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;

namespace Logistics.Notifications.Rules;

/// <summary>What is to become of a candidate: the state that it begins in, and what decided it.</summary>
/// <param name="Reason">One of <see cref="Reasons"/>; none where nothing stands against it.</param>
/// <param name="DueAt">When it goes out or is looked at again; none: it is at rest.</param>
internal sealed record Decision(NotificationState State, Rule Rule, string? Reason = null, DateTimeOffset? DueAt = null)
{
    /// <summary>What the rule went by, for those who ask.</summary>
    public Dictionary<string, string>? Data { get; init; }

    /// <summary>What it is gathered with, to be told in one message when it is due; none: it is told by itself.</summary>
    public string? GatherBy { get; init; }

    /// <summary>The notification that will tell it with others.</summary>
    public Guid? ToldBy { get; init; }

    public static Decision Suppressed(Rule rule, string reason) => new(NotificationState.Suppressed, rule, reason);
}
