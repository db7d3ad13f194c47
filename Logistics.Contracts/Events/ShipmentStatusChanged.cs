using System.Text.Json.Serialization;
using Logistics.Contracts.Common.V1;

namespace Logistics.Contracts.Events;

/// <summary>A shipment reached a status: <c>shipment.picked_up</c>, <c>shipment.delivered</c>, …: one wire name a status.</summary>
public sealed record ShipmentStatusChanged : ShipmentEvent
{
    public required ShipmentStatus PreviousStatus { get; init; }

    /// <summary>By the status, but for a hold that ends where it began: <c>shipment.created</c> says that a shipment is new, and is said once.</summary>
    [JsonIgnore]
    public override string EventName => Status == ShipmentStatus.Created ? ShipmentEventNames.Released : base.EventName;
}
