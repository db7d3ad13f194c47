using Logistics.Contracts.Common.V1;

namespace Logistics.Contracts.Events;

/// <summary>A shipment reached a status: <c>shipment.picked_up</c>, <c>shipment.delivered</c>, …: one wire name a status.</summary>
public sealed record ShipmentStatusChanged : ShipmentEvent
{
    public required ShipmentStatus PreviousStatus { get; init; }
}
