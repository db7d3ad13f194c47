using Logistics.Contracts.Notifications.V1;
using static Logistics.Contracts.Notifications.V1.NotificationState;

namespace Logistics.Notifications.Domain;

/// <summary>Which states may follow which. Nothing goes back; only a person brings a dead letter to life again.</summary>
internal static class LifeCycle
{
    /// <summary>The states from which this one can be reached.</summary>
    public static IEnumerable<NotificationState> Before(NotificationState state) =>
        Enum.GetValues<NotificationState>().Where(from => From(from).Contains(state));

    /// <summary>What can follow; nothing: it is at its end.</summary>
    public static IReadOnlyList<NotificationState> From(NotificationState state) => state switch
    {
        Accepted => [Queued, Deferred, Suppressed, Expired, Cancelled],
        Deferred => [Queued, Sending, Suppressed, Expired, Cancelled],
        Queued => [Sending, Suppressed, Expired, Cancelled],
        Sending => [Sent, Delivered, Retrying, Uncertain, Failed, Bounced, Suppressed, Expired, DeadLettered, Cancelled],
        Retrying => [Sending, Delivered, Suppressed, Expired, Cancelled],
        Uncertain => [Sending, Sent, Delivered, Failed, Bounced, Suppressed, Expired, Cancelled],
        Sent => [Delivered, Failed, Bounced],
        DeadLettered => [Retrying, Cancelled],
        Delivered or Failed or Bounced or Suppressed or Expired or Cancelled or Unspecified => [],
    };
}
