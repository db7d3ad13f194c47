using Logistics.Contracts.Notifications.V1;
using static Logistics.Contracts.Notifications.V1.NotificationState;

namespace Logistics.Notifications.Domain;

/// <summary>Which states follow which. Nothing leaves an end; what is being sent can only end or be tried again.</summary>
internal static class NotificationStates
{
    public static bool CanMove(NotificationState from, NotificationState to) => from switch
    {
        Accepted => to is Suppressed or Deferred or Queued or Delivered or Expired or Cancelled,
        Deferred => to is Sending or Suppressed or Expired or Cancelled,
        Queued => to is Sending or Expired or Cancelled,
        Sending => to is Sent or Retrying or Uncertain or Suppressed or Failed or Bounced or DeadLettered,
        Retrying or Uncertain => to is Sending or Failed or Expired or Cancelled or DeadLettered,
        Sent => to is Delivered or Bounced,
        Unspecified or Suppressed or Delivered or Failed or Bounced or Expired or Cancelled or DeadLettered => false,
    };
}
