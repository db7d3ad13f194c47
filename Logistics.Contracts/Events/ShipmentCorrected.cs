using System.Text.Json.Serialization;
using Logistics.Contracts.Common.V1;

namespace Logistics.Contracts.Events;

/// <summary>
/// <c>shipment.corrected</c>: an earlier event was a mistake. History is not rewritten: that event stays, marked by this one.
/// <see cref="ShipmentEvent.Status"/> is what the history says without it, and stands from here on; this event alone may lead out of a
/// terminal status. <see cref="ShipmentEvent.ReasonCode"/> is that status's. What is right instead, if anything, comes as an event of its
/// own. Corrections are not corrected.
/// </summary>
public sealed record ShipmentCorrected : ShipmentEvent
{
    /// <summary>The event that was a mistake: a <see cref="ShipmentStatusChanged"/> of the same shipment, late ones included.</summary>
    public required Guid CorrectedEventId { get; init; }

    /// <summary>That event's sequence.</summary>
    public required int CorrectedSequence { get; init; }

    /// <summary>The status until now. The same as after, where the mistake had been overtaken.</summary>
    public required ShipmentStatus PreviousStatus { get; init; }

    [JsonIgnore]
    public override string EventName => ShipmentEventNames.Corrected;
}
