using Logistics.Contracts.Notifications.V1;
using Microsoft.Extensions.Options;

namespace Logistics.Notifications.Dispatch;

/// <summary>
/// What follows from an attempt. A message about a shipment is worth a second copy, so what is uncertain is sent again, under the same message id,
/// as often as anything else; then it stays uncertain.
/// </summary>
internal sealed class RetryPolicy(IOptions<DispatchOptions> options)
{
    public Step Next(Notification notification, SendOutcome outcome, DateTimeOffset now) => outcome.Result switch
    {
        SendResult.Sent => Step.End(notification, NotificationState.Sent),
        SendResult.Rejected => Step.End(notification, NotificationState.Failed, outcome.Reason),
        SendResult.Bounced => Step.End(notification, NotificationState.Bounced, outcome.Reason),
        SendResult.Refused => DelayAfter(notification) is { } delay
            ? Step.Again(notification, NotificationState.Retrying, outcome.Reason, now + delay)
            : Step.End(notification, NotificationState.Failed, outcome.Reason),
        SendResult.Uncertain => DelayAfter(notification) is { } delay
            ? Step.Again(notification, NotificationState.Uncertain, outcome.Reason, now + delay)
            : Step.End(notification, NotificationState.Uncertain, outcome.Reason),
        SendResult.NotTried => Step.Aside(notification, NotificationState.Retrying, outcome.Reason, now),
    };

    /// <summary>Whether it may be tried no more: each time its worker died over it.</summary>
    public bool IsExhausted(Notification notification) => notification.Attempts > options.Value.Delays.Count;

    private TimeSpan? DelayAfter(Notification notification) =>
        notification.Attempts < options.Value.Delays.Count ? options.Value.Delays[notification.Attempts] : null;
}
