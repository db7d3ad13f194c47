using Logistics.Contracts;

namespace Logistics.Shipments.Domain;

/// <summary>A partner's number for a shipment. One shipment has several, a number is one shipment's.</summary>
internal sealed class ShipmentAlias
{
    public required PartnerNumber Alias { get; init; }

    public required ShipmentId ShipmentId { get; init; }
}
