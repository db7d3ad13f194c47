using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Contracts.Notifications.V1;

namespace Logistics.Notifications.Rules;

/// <summary>Whether a person wants to hear of something by a channel.</summary>
internal static class WantedChannels
{
    /// <summary>Of a shipment that reaches a status.</summary>
    public static bool Wants(this CategoryChannels channels, ShipmentStatus status, Channel channel) => KindOf(channels, status).Has(channel);

    /// <summary>The kind of message that telling of a status is. A status without one does not compile.</summary>
    private static ChannelChoice KindOf(CategoryChannels channels, ShipmentStatus status) => status switch
    {
        ShipmentStatus.Created or ShipmentStatus.PickupScheduled or ShipmentStatus.PickedUp or ShipmentStatus.InTransit
            or ShipmentStatus.ArrivedAtWarehouse or ShipmentStatus.InCustoms or ShipmentStatus.Cancelled => channels.ShipmentProgress,
        ShipmentStatus.OutForDelivery or ShipmentStatus.DeliveryAttempted or ShipmentStatus.AvailableForPickup
            or ShipmentStatus.Delivered => channels.Delivery,
        ShipmentStatus.OnHold or ShipmentStatus.Damaged or ShipmentStatus.Lost or ShipmentStatus.Returning or ShipmentStatus.Returned
            or ShipmentStatus.Disposed => channels.Problem,
        ShipmentStatus.Unspecified => throw new ArgumentOutOfRangeException(nameof(status), status, "A shipment always has a status."),
    };

    private static bool Has(this ChannelChoice choice, Channel channel) => channel switch
    {
        Channel.Email => choice.Email,
        Channel.Push => choice.Push,
        Channel.Sms => choice.Sms,
        Channel.InApp => choice.InApp,
        Channel.Unspecified => throw new ArgumentOutOfRangeException(nameof(channel), channel, "A message always goes by a channel."),
    };
}
