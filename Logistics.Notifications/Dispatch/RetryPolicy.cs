using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Rules;
using Microsoft.Extensions.Options;

namespace Logistics.Notifications.Dispatch;

/// <summary>
/// What follows from an attempt. What was refused is tried again after growing delays, and is a dead letter after the last; what is
/// uncertain is sent again where its kind is worth a second copy.
/// </summary>
internal sealed class RetryPolicy(IOptions<DispatchOptions> options)
{
    public Step Next(Notification notification, SendOutcome outcome, DateTimeOffset now) => outcome.Result switch
    {
        SendResult.Sent => Step.End(notification, NotificationState.Sent, outcome),
        SendResult.Rejected => Step.End(notification, NotificationState.Failed, outcome),
        SendResult.Bounced => Step.End(notification, NotificationState.Bounced, outcome),
        SendResult.Nobody => Step.End(notification, NotificationState.Suppressed, outcome),
        SendResult.Refused => DelayAfter(notification, outcome) is { } delay
            ? Step.Again(notification, NotificationState.Retrying, outcome, now + delay)
            : Step.End(notification, NotificationState.DeadLettered, outcome),
        SendResult.Uncertain => notification.ResendsUncertain() && DelayAfter(notification, outcome) is { } delay
            ? Step.Again(notification, NotificationState.Uncertain, outcome, now + delay)
            : Step.End(notification, NotificationState.Uncertain, outcome),
        SendResult.NotTried => Step.Aside(notification, NotificationState.Retrying, outcome.Reason, now) with
        {
            ReachedDevices = outcome.ReachedDevices ?? notification.ReachedDevices,
        },
    };

    /// <summary>Why it is not sent at all, as the step that follows from it.</summary>
    public Step? Obstacle(Notification notification, DateTimeOffset now) => notification switch
    {
        { ExpiresAt: { } end } when end <= now =>
            Step.Aside(notification, NotificationState.Expired, Reasons.TooLate) with { Rule = Rule.Expiry },
        { Title: "", Body: "" } => // its words are forgotten
            Step.Aside(notification, NotificationState.Expired, Reasons.TooLate) with { Rule = Rule.Expiry },
        { Reason: Reasons.Overtaken } => Step.Aside(notification, NotificationState.Expired, Reasons.Overtaken) with { Rule = Rule.Expiry },
        { Address: null, Channel: not Channel.Push } =>
            Step.Aside(notification, NotificationState.Suppressed, Reasons.ContactUnknown) with { Rule = Rule.Address },
        { Reason: Reasons.HardBounce or Reasons.Unsubscribed } =>
            Step.Aside(notification, NotificationState.Suppressed, notification.Reason) with { Rule = Rule.Address },
        { Reason: Reasons.LeaseExpired } when !notification.ResendsUncertain() || notification.Attempts > options.Value.Delays.Count =>
            Step.Aside(notification, NotificationState.Uncertain, Reasons.LeaseExpired),
        _ => null,
    };

    /// <summary>The delay of this attempt, or what the provider asks for if that is longer; none after the last.</summary>
    private TimeSpan? DelayAfter(Notification notification, SendOutcome outcome) =>
        notification.Attempts >= options.Value.Delays.Count ? null
        : outcome.RetryAfter > options.Value.Delays[notification.Attempts] ? outcome.RetryAfter
        : options.Value.Delays[notification.Attempts];
}
