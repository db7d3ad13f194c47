using Logistics.Contracts;
using Logistics.Simulator.Api;

namespace Logistics.Simulator.Verification;

/// <summary>
/// Compares what sender and recipient were told of a parcel with what the rules promise: all of it, once, and nothing else. A mail is
/// recognised by its message id, which begins with the notification's id.
/// </summary>
internal static class NotificationCheck
{
    /// <summary>What is wrong; nothing when all is well.</summary>
    /// <param name="events">What there was to tell.</param>
    /// <param name="recipientHasAccount">Without one there is no app to tell the recipient in.</param>
    /// <param name="notifications">All that the platform lists for the parcel.</param>
    /// <param name="mails">All that arrived in both mailboxes; those of other parcels are passed over.</param>
    public static IReadOnlyList<string> Faults(
        IReadOnlyList<TimelineEvent> events,
        bool recipientHasAccount,
        IReadOnlyList<NotificationAnswer> notifications,
        IReadOnlyList<MailAnswer> mails)
    {
        var promises = events.SelectMany(@event => Promised(@event, recipientHasAccount).Select(telling => (@event, telling))).ToList();
        return
        [
            .. promises.SelectMany(promise => Untold(promise.@event, promise.telling, notifications, mails)),
            .. Uncalled(promises, notifications),
        ];
    }

    /// <summary>How many notifications the rules promise.</summary>
    public static int CountExpected(IEnumerable<TimelineEvent> events, bool recipientHasAccount) =>
        events.Sum(@event => Promised(@event, recipientHasAccount).Count());

    /// <summary>How many of the listed notifications went out.</summary>
    public static int CountTold(IEnumerable<NotificationAnswer> notifications) => notifications.Count(IsTold);

    private static IEnumerable<string> Untold(
        TimelineEvent @event, Telling promise, IReadOnlyList<NotificationAnswer> notifications, IReadOnlyList<MailAnswer> mails)
    {
        var found = notifications.Where(notification => notification.EventId == @event.EventId && Telling(notification) == promise)
            .ToList();
        if (found.Count != 1)
        {
            yield return $"{Describe(@event, promise)} {found.Count} times";
        }
        else if (!IsTold(found[0]))
        {
            yield return $"{Describe(@event, promise)}: {found[0].State}";
        }
        else if (promise.Channel == "EMAIL" && mails.Count(mail => IsOf(mail, found[0])) is var copies && copies != 1)
        {
            yield return $"{Describe(@event, promise)}: the mail is there {copies} times";
        }
    }

    private static IEnumerable<string> Uncalled(
        List<(TimelineEvent Event, Telling Telling)> promises, IReadOnlyList<NotificationAnswer> notifications) =>
        notifications.Where(IsTold)
            .Where(notification =>
                !promises.Any(promise => promise.Event.EventId == notification.EventId && promise.Telling == Telling(notification)))
            .Select(notification =>
                $"{notification.RecipientRole} was told by {notification.Channel} ({notification.Template}), which no rule says");

    private static IEnumerable<Telling> Promised(TimelineEvent @event, bool recipientHasAccount) =>
        NotificationRules.For(@event.Status).Where(promise => recipientHasAccount || promise != new Telling("recipient", "IN_APP"));

    private static Telling Telling(NotificationAnswer notification) => new(notification.RecipientRole, notification.Channel);

    private static bool IsTold(NotificationAnswer notification) => notification.State is "SENT" or "DELIVERED";

    private static bool IsOf(MailAnswer mail, NotificationAnswer notification) =>
        mail.MessageId.TrimStart('<').StartsWith(notification.Id.ToString("N"), StringComparison.Ordinal);

    private static string Describe(TimelineEvent @event, Telling promise) =>
        $"{promise.Role} told of {@event.Sequence} ({@event.Status.ToWire()}) by {promise.Channel}";
}
