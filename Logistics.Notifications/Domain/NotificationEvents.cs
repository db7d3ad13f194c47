using System.Diagnostics.CodeAnalysis;
using Logistics.Contracts;
using Logistics.Contracts.Events;
using Logistics.Contracts.Notifications.V1;

namespace Logistics.Notifications.Domain;

/// <summary>What the world is told of a notification.</summary>
internal static class NotificationEvents
{
    /// <summary>The event of reaching a state; none of those that it passes between our own workers.</summary>
    public static NotificationChanged? Of(Notification notification, NotificationState state, string? reason, DateTimeOffset at) =>
        !NotificationChanged.States.Contains(state) ? null : new NotificationChanged
        {
            EventId = Guid.CreateVersion7(at),
            NotificationId = notification.Id,
            CauseId = notification.CauseId,
            TrackingNumber = notification.TrackingNumber,
            Channel = NameOf(notification.Channel),
            Template = notification.Template,
            State = state,
            Reason = reason,
            OwnerId = notification.OwnerId,
            RequestId = notification.RequestId,
            RecipientIndex = notification.RecipientIndex,
            OccurredAt = at,
        };

    /// <summary>The channel as events and metrics name it: <c>in_app</c>.</summary>
    [SuppressMessage("Globalization", "CA1308", Justification = "Wire names of channels in events are in lower case.")]
    public static string NameOf(Channel channel) => channel.ToWire().ToLowerInvariant();
}
