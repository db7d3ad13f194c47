using Logistics.Contracts.Common.V1;
using Logistics.Simulator.Network;

namespace Logistics.Simulator.Journeys;

/// <summary>What happens to one parcel from creation to delivery.</summary>
/// <param name="Steps">In order; the first is CREATED, the last DELIVERED.</param>
internal sealed record Journey(Hub Origin, Hub Destination, ServiceLevel ServiceLevel, IReadOnlyList<JourneyStep> Steps)
{
    public DateTimeOffset Start => Steps[0].OccurredAt;

    public DateTimeOffset End => Steps[^1].OccurredAt;
}

/// <summary>One scan.</summary>
/// <param name="Hub">The city where it is made.</param>
/// <param name="Place">What the scanner is called: "Algiers Sorting Center".</param>
/// <param name="OccurredAt">With the offset of that city on that day.</param>
/// <param name="Reason">Why, for the steps that have a reason.</param>
internal sealed record JourneyStep(ShipmentStatus Status, Hub Hub, string Place, DateTimeOffset OccurredAt, ReasonCode? Reason = null);
