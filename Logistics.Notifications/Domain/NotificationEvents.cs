using System.Diagnostics.CodeAnalysis;
using Logistics.Contracts;
using Logistics.Contracts.Events;
using Logistics.Contracts.Notifications.V1;

namespace Logistics.Notifications.Domain;

/// <summary>What the world is told of a notification.</summary>
internal static class NotificationEvents
{
    /// <summary>The event of reaching a state, where it is one that others may want to know of.</summary>
    public static NotificationOutcome? Of(Notification notification, NotificationState state, string? reason, DateTimeOffset at)
    {
        var eventId = Guid.CreateVersion7(at);
        return state switch
        {
            NotificationState.Sent => new NotificationSent
            {
                EventId = eventId,
                NotificationId = notification.Id,
                CauseId = notification.CauseId,
                TrackingNumber = notification.TrackingNumber,
                Channel = NameOf(notification.Channel),
                Template = notification.Template,
                OccurredAt = at,
            },
            NotificationState.Delivered => new NotificationDelivered
            {
                EventId = eventId,
                NotificationId = notification.Id,
                CauseId = notification.CauseId,
                TrackingNumber = notification.TrackingNumber,
                Channel = NameOf(notification.Channel),
                Template = notification.Template,
                OccurredAt = at,
            },
            NotificationState.Failed or NotificationState.Bounced => new NotificationFailed
            {
                EventId = eventId,
                NotificationId = notification.Id,
                CauseId = notification.CauseId,
                TrackingNumber = notification.TrackingNumber,
                Channel = NameOf(notification.Channel),
                Template = notification.Template,
                OccurredAt = at,
                Reason = reason ?? string.Empty,
            },
            NotificationState.Suppressed => new NotificationSuppressed
            {
                EventId = eventId,
                NotificationId = notification.Id,
                CauseId = notification.CauseId,
                TrackingNumber = notification.TrackingNumber,
                Channel = NameOf(notification.Channel),
                Template = notification.Template,
                OccurredAt = at,
                Reason = reason ?? string.Empty,
            },
            _ => null,
        };
    }

    /// <summary>The channel as events and metrics name it: <c>in_app</c>.</summary>
    [SuppressMessage("Globalization", "CA1308", Justification = "Wire names of channels in events are in lower case.")]
    public static string NameOf(Channel channel) => channel.ToWire().ToLowerInvariant();
}
