using Logistics.Simulator.Api;

namespace Logistics.Simulator.Verification;

internal static class NotificationCheck
{
    public static IReadOnlyList<string> Faults(TimelineAnswer timeline, IReadOnlyList<NotificationAnswer> notifications, IReadOnlyList<MailAnswer> mails) => [];
}
