using System.Text.Json.Serialization;
using Logistics.Contracts.Common.V1;

namespace Logistics.Contracts.Events;

/// <summary>A shipment reached a status: <c>shipment.picked_up</c>, <c>shipment.delivered</c>, …: one wire name a status.</summary>
public sealed record ShipmentStatusChanged : ShipmentEvent
{
    public required ShipmentStatus PreviousStatus { get; init; }

    /// <summary>
    /// A scan that came after the fact (a device was offline, a partner reports by the day) and is older than what is known, or meets a
    /// shipment that has ended: it belongs on the timeline, at its time, but <see cref="ShipmentEvent.Status"/> is what the scan says, not
    /// the shipment's status; that is <see cref="PreviousStatus"/> still. Nobody is told.
    /// </summary>
    public bool Late { get; init; }

    /// <summary>
    /// By the status, but for a hold that ends where it began: <c>shipment.created</c> says that a shipment is new, and is said once.
    /// </summary>
    [JsonIgnore]
    public override string EventName => Status == ShipmentStatus.Created ? ShipmentEventNames.Released : base.EventName;
}
