using System.Collections.Immutable;
using Logistics.Contracts.Common.V1;

namespace Logistics.Contracts.Events;

/// <summary>The wire name of the event that brings a shipment to a status. A status without one does not compile.</summary>
public static class ShipmentEventNames
{
    /// <summary>A hold ended before the shipment had been anything but CREATED, which it is again.</summary>
    public const string Released = "shipment.released";

    /// <summary>Something about a shipment changed, but not its status.</summary>
    public const string Updated = "shipment.updated";

    /// <summary>An earlier event was a mistake.</summary>
    public const string Corrected = "shipment.corrected";

    /// <summary>The statuses that a shipment can have.</summary>
    public static ImmutableArray<ShipmentStatus> Statuses { get; } =
        [.. Enum.GetValues<ShipmentStatus>().Where(status => status != ShipmentStatus.Unspecified)];

    /// <summary>The event name of a status.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="ShipmentStatus.Unspecified"/> is no status.</exception>
    public static string For(ShipmentStatus status) => status switch
    {
        ShipmentStatus.Unspecified => throw new ArgumentOutOfRangeException(nameof(status), status, "A shipment always has a status."),
        ShipmentStatus.Created => "shipment.created",
        ShipmentStatus.PickupScheduled => "shipment.pickup_scheduled",
        ShipmentStatus.PickedUp => "shipment.picked_up",
        ShipmentStatus.InTransit => "shipment.in_transit",
        ShipmentStatus.ArrivedAtWarehouse => "shipment.arrived_at_warehouse",
        ShipmentStatus.InCustoms => "shipment.in_customs",
        ShipmentStatus.OutForDelivery => "shipment.out_for_delivery",
        ShipmentStatus.DeliveryAttempted => "shipment.delivery_attempted",
        ShipmentStatus.AvailableForPickup => "shipment.available_for_pickup",
        ShipmentStatus.Delivered => "shipment.delivered",
        ShipmentStatus.OnHold => "shipment.on_hold",
        ShipmentStatus.Damaged => "shipment.damaged",
        ShipmentStatus.Lost => "shipment.lost",
        ShipmentStatus.Returning => "shipment.returning",
        ShipmentStatus.Returned => "shipment.returned",
        ShipmentStatus.Cancelled => "shipment.cancelled",
        ShipmentStatus.Disposed => "shipment.disposed",
    };
}
