using System.Globalization;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;

namespace Logistics.Notifications.Features.ExplainNotification;

/// <summary>States, rules and reasons as sentences, for people who ask.</summary>
internal static class Words
{
    private static readonly Dictionary<string, string> Nothing = [];

    /// <param name="data">What the rule went by, where the reader may know.</param>
    public static string Of(Notification notification, Dictionary<string, string>? data) => string.Join(' ', new[]
    {
        State(notification.State, notification.Channel),
        Reason(notification.Reason, data ?? Nothing) ?? Rule(notification),
        notification.DueAt is { } due && When(notification.State) is { } what
            ? string.Create(CultureInfo.InvariantCulture, $"{what} {due.UtcDateTime:yyyy-MM-dd HH:mm} UTC{Local(due, data)}.")
            : null,
    }.OfType<string>());

    public static string Of(NotificationChange change) =>
        string.Join(' ', new[] { State(change.State, Channel.Unspecified), Reason(change.Reason, Nothing) }.OfType<string>());

    private static string State(NotificationState state, Channel channel) => state switch
    {
        NotificationState.Accepted => "It was accepted and waits for its time.",
        NotificationState.Deferred => "It is held back.",
        NotificationState.Queued => "It waits for a worker.",
        NotificationState.Sending => "A worker is sending it.",
        NotificationState.Retrying => "It could not be sent yet and is tried again.",
        NotificationState.Uncertain => "Nobody knows whether the provider took it.",
        NotificationState.Sent => "The provider took it.",
        NotificationState.Delivered => channel == Channel.InApp ? "It is in the app." : "It has arrived.",
        NotificationState.Suppressed => "It was not sent.",
        NotificationState.Expired => "It was not sent: its time had passed.",
        NotificationState.Cancelled => "It was called off.",
        NotificationState.Failed => "The provider will not take it.",
        NotificationState.Bounced => "It came back: nobody is at the address.",
        NotificationState.DeadLettered => "It was tried in vain as often as it may be; a person decides what becomes of it.",
        NotificationState.Unspecified => throw new ArgumentOutOfRangeException(nameof(state), state, "A notification always has a state."),
    };

    private static string? Rule(Notification notification) => notification.Rule switch
    {
        Domain.Rule.Critical => "It is critical: preferences, quiet hours and limits do not hold it back.",
        Domain.Rule.NoObjection => "No rule had anything against it.",
        _ => null,
    };

    private static string? When(NotificationState state) => state switch
    {
        NotificationState.Deferred or NotificationState.Accepted => "It is looked at again, and sent if nothing stands against it then, at",
        NotificationState.Retrying or NotificationState.Uncertain => "The next attempt is at",
        _ => null,
    };

    private static string Local(DateTimeOffset due, Dictionary<string, string>? data) =>
        Rules.LocalTime.Find(data?.GetValueOrDefault("timeZone")) is { } zone
            ? string.Create(CultureInfo.InvariantCulture, $", {TimeZoneInfo.ConvertTime(due, zone):HH:mm} on the person's clock")
            : "";

    private static string? Reason(string? reason, Dictionary<string, string> data) => reason switch
    {
        null => null,
        Reasons.NoAddress => "No address is known.",
        Reasons.InvalidAddress => "What is given as the address is none that a message can go to.",
        Reasons.NoDevice => "The person has no device that takes push messages.",
        Reasons.ChannelNotConfigured => "Nothing is configured to send by this channel.",
        Reasons.ContactUnknown => "The account's address is not known, or not confirmed.",
        Reasons.HardBounce => "Something sent to this address came back: nobody is there.",
        Reasons.Unsubscribed => "Whoever reads mail at this address wants none of this kind.",
        Reasons.Preference => data.Count == 0
            ? "The person does not want such things by this channel."
            : $"The person does not want {data["category"]} by {data["channel"]}.",
        Reasons.QuietHours => data.Count == 0
            ? "The person does not want to be disturbed at this hour."
            : $"The person does not want to be disturbed from {data["from"]} to {data["to"]} ({data["timeZone"]}).",
        Reasons.Throttled => data.Count == 0
            ? "The person was told as much of this kind as may be in a while."
            : $"More than {data["limit"]} of {data["category"]} in {data["window"]}, the most that may come one by one.",
        Reasons.Digest => "The person gets what can wait in one message now and then.",
        Reasons.Merged => "Another message told it, together with others.",
        Reasons.Overtaken => "What has happened since has made it idle.",
        Reasons.TooLate => "The moment that it was for has passed.",
        Reasons.Scheduled => "It was asked for at a time.",
        Reasons.CalledOff => "Who asked for it called it off.",
        Reasons.Erased => "The addressee's account is gone.",
        Reasons.LeaseExpired => "The worker that had it did not report in time.",
        Reasons.ConnectionLost => "The connection broke in the middle.",
        Reasons.Discarded => "A person gave up on it.",
        Reasons.Replayed => "A person wants it tried again.",
        Reasons.Quota => "The provider's quota is used up for now.",
        Reasons.ProviderAway => "The provider could not be reached.",
        _ => $"Said by the provider: {reason}.",
    };
}
