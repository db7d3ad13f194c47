using Logistics.Contracts.Common.V1;

namespace Logistics.Simulator.Verification;

/// <summary>
/// Who must be told of what, and how: what the platform promises, written down a second time so that a check can compare.
/// </summary>
internal static class NotificationRules
{
    private static readonly Telling[] BothByMailAndApp =
        [new("sender", "EMAIL"), new("sender", "IN_APP"), new("recipient", "EMAIL"), new("recipient", "IN_APP")];

    private static readonly Telling[] BothByApp = [new("sender", "IN_APP"), new("recipient", "IN_APP")];

    private static readonly Telling[] SenderByMailAndBothByApp =
        [new("sender", "EMAIL"), new("sender", "IN_APP"), new("recipient", "IN_APP")];

    private static readonly Telling[] SenderByApp = [new("sender", "IN_APP")];

    public static IReadOnlyList<Telling> For(ShipmentStatus status) => status switch
    {
        ShipmentStatus.PickedUp or ShipmentStatus.OutForDelivery or ShipmentStatus.DeliveryAttempted
            or ShipmentStatus.AvailableForPickup or ShipmentStatus.Delivered or ShipmentStatus.Damaged or ShipmentStatus.Lost
            or ShipmentStatus.Returning or ShipmentStatus.Cancelled => BothByMailAndApp,
        ShipmentStatus.Created or ShipmentStatus.InTransit or ShipmentStatus.ArrivedAtWarehouse or ShipmentStatus.InCustoms => BothByApp,
        ShipmentStatus.OnHold or ShipmentStatus.Returned or ShipmentStatus.Disposed => SenderByMailAndBothByApp,
        ShipmentStatus.PickupScheduled => SenderByApp,
        ShipmentStatus.Unspecified => throw new ArgumentOutOfRangeException(nameof(status), status, "A shipment always has a status."),
    };
}

/// <summary>One side of a shipment told by one channel, both in the words of the public API.</summary>
internal readonly record struct Telling(string Role, string Channel);
