using Logistics.Contracts.Common.V1;

namespace Logistics.Gateway.Features.ExportEpcis;

/// <summary>
/// What a status is in the words of GS1's Core Business Vocabulary 2.0: the one table of it. A status without a row does not compile.
/// </summary>
/// <param name="Action">ADD begins a parcel's life, DELETE ends it, OBSERVE is all between.</param>
/// <param name="Step">The business step.</param>
/// <param name="Disposition">How the parcel is after it.</param>
internal sealed record BusinessVocabulary(string Action, string Step, string Disposition)
{
    /// <exception cref="ArgumentOutOfRangeException"><see cref="ShipmentStatus.Unspecified"/> is no status.</exception>
    public static BusinessVocabulary Of(ShipmentStatus status) => status switch
    {
        ShipmentStatus.Unspecified => throw new ArgumentOutOfRangeException(nameof(status), status, "A shipment always has a status."),
        ShipmentStatus.Created => new("ADD", "commissioning", "active"),
        ShipmentStatus.PickupScheduled => new("OBSERVE", "reserving", "active"),
        ShipmentStatus.PickedUp => new("OBSERVE", "accepting", "in_transit"),
        ShipmentStatus.InTransit => new("OBSERVE", "transporting", "in_transit"),
        ShipmentStatus.ArrivedAtWarehouse => new("OBSERVE", "arriving", "in_progress"),
        ShipmentStatus.InCustoms => new("OBSERVE", "inspecting", "in_progress"),
        ShipmentStatus.OutForDelivery => new("OBSERVE", "departing", "in_transit"),
        ShipmentStatus.DeliveryAttempted => new("OBSERVE", "other", "in_transit"),
        ShipmentStatus.AvailableForPickup => new("OBSERVE", "storing", "available"),
        ShipmentStatus.Delivered => new("OBSERVE", "receiving", "in_progress"),
        ShipmentStatus.OnHold => new("OBSERVE", "holding", "unavailable"),
        ShipmentStatus.Damaged => new("OBSERVE", "inspecting", "damaged"),
        ShipmentStatus.Lost => new("OBSERVE", "other", "unknown"),
        ShipmentStatus.Returning => new("OBSERVE", "shipping", "returned"),
        ShipmentStatus.Returned => new("OBSERVE", "receiving", "returned"),
        ShipmentStatus.Cancelled => new("DELETE", "decommissioning", "inactive"),
        ShipmentStatus.Disposed => new("DELETE", "destroying", "disposed"),
    };
}
