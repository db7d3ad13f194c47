using System.Collections.Immutable;
using Logistics.Contracts.Common.V1;
using static Logistics.Contracts.Common.V1.ShipmentStatus;

namespace Logistics.Shipments.Domain;

/// <summary>Which status may follow which. A new status does not compile before it has a row here.</summary>
internal static class StatusMachine
{
    /// <summary>What may follow.</summary>
    /// <param name="current">The status now.</param>
    /// <param name="held">While <see cref="OnHold"/>: the status that the hold interrupted. Else ignored.</param>
    public static ImmutableArray<ShipmentStatus> Allowed(ShipmentStatus current, ShipmentStatus? held) => current switch
    {
        Created => [PickupScheduled, PickedUp, ArrivedAtWarehouse, OnHold, Cancelled],
        PickupScheduled => [PickupScheduled, PickedUp, ArrivedAtWarehouse, OnHold, Cancelled],
        PickedUp => [ArrivedAtWarehouse, InTransit, OutForDelivery, .. Exceptions],
        InTransit => [InTransit, ArrivedAtWarehouse, InCustoms, OutForDelivery, .. Exceptions],
        ArrivedAtWarehouse => [ArrivedAtWarehouse, InTransit, InCustoms, OutForDelivery, AvailableForPickup, .. Exceptions],
        InCustoms => [InTransit, ArrivedAtWarehouse, Disposed, .. Exceptions],
        OutForDelivery => [Delivered, DeliveryAttempted, AvailableForPickup, ArrivedAtWarehouse, .. Exceptions],
        DeliveryAttempted => [OutForDelivery, Delivered, ArrivedAtWarehouse, AvailableForPickup, .. Exceptions],
        AvailableForPickup => [Delivered, ArrivedAtWarehouse, .. Exceptions],
        OnHold => AfterHold(held),
        Damaged => [ArrivedAtWarehouse, Delivered, Returning, Disposed],
        Lost => [ArrivedAtWarehouse, Delivered, Returning],
        Returning => [Returning, Returned, OnHold, Lost, Damaged, Disposed],
        Delivered or Returned or Cancelled or Disposed => [],
        Unspecified => throw new ArgumentOutOfRangeException(nameof(current), current, "A shipment always has a status."),
    };

    /// <summary>Whether nothing can follow.</summary>
    public static bool IsTerminal(ShipmentStatus status) => status is Delivered or Returned or Cancelled or Disposed;

    /// <summary>Whether the sender still has it, so that nearly all about it may change.</summary>
    public static bool IsWithSender(ShipmentStatus current, ShipmentStatus? held) => (held ?? current) is Created or PickupScheduled;

    /// <summary>
    /// Whether it may be sent to another place: not while a courier has it for the last leg, customs look at it, or its way is another
    /// anyway.
    /// </summary>
    public static bool IsRedirectable(ShipmentStatus current, ShipmentStatus? held) => (held ?? current)
        is Created or PickupScheduled or PickedUp or InTransit or ArrivedAtWarehouse or DeliveryAttempted or AvailableForPickup;

    /// <summary>What can befall a parcel anywhere once the carrier has it.</summary>
    private static readonly ImmutableArray<ShipmentStatus> Exceptions = [OnHold, Lost, Damaged, Returning];

    private static ImmutableArray<ShipmentStatus> AfterHold(ShipmentStatus? held) => held switch
    {
        null => throw new ArgumentNullException(nameof(held), "A shipment on hold knows the status that was held."),
        Created or PickupScheduled => [held.Value, Returning, Disposed, Lost, Damaged, Cancelled],
        Returning => [Returning, Disposed, Lost, Damaged],
        _ => [held.Value, Returning, Disposed, Lost, Damaged],
    };
}
