using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;

namespace Logistics.Notifications.Rules;

/// <summary>The kinds of messages, and what goes by kind.</summary>
internal static class Categories
{
    /// <summary>The preferences of who has never said any.</summary>
    public static CategoryChannels Defaults { get; } = new();

    /// <summary>The kind of message that telling of a status is. A status without one does not compile.</summary>
    public static Category Of(ShipmentStatus status) => status switch
    {
        ShipmentStatus.Created or ShipmentStatus.PickupScheduled or ShipmentStatus.PickedUp or ShipmentStatus.InTransit
            or ShipmentStatus.ArrivedAtWarehouse or ShipmentStatus.InCustoms or ShipmentStatus.Cancelled => Category.ShipmentProgress,
        ShipmentStatus.OutForDelivery or ShipmentStatus.DeliveryAttempted or ShipmentStatus.AvailableForPickup
            or ShipmentStatus.Delivered => Category.Delivery,
        ShipmentStatus.OnHold or ShipmentStatus.Damaged or ShipmentStatus.Lost or ShipmentStatus.Returning or ShipmentStatus.Returned
            or ShipmentStatus.Disposed => Category.Problem,
        ShipmentStatus.Unspecified => throw new ArgumentOutOfRangeException(nameof(status), status, "A shipment always has a status."),
    };

    /// <summary>Whether a person wants to hear of such things by a channel.</summary>
    public static bool Wants(this CategoryChannels channels, Category category, Channel channel) => channels.Of(category).Has(channel);

    /// <summary>
    /// Whether what may or may not have been sent is sent again. A mail has its message id and a push message its collapse key, by which a
    /// second copy is known for one; a second text message is just that, so it must be worth it. News never are.
    /// </summary>
    public static bool ResendsUncertain(this Notification notification) => (notification.Category, notification.Channel) switch
    {
        (Category.News, _) => false,
        (Category.ShipmentProgress, Channel.Sms) => false,
        _ => true,
    };

    private static ChannelChoice Of(this CategoryChannels channels, Category category) => category switch
    {
        Category.ShipmentProgress => channels.ShipmentProgress,
        Category.Delivery => channels.Delivery,
        Category.Problem => channels.Problem,
        Category.Account => channels.Account,
        Category.News => channels.News,
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
