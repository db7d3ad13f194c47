namespace Logistics.Contracts.Events;

/// <summary>A shipment was created: <c>shipment.created</c>, always sequence 1.</summary>
public sealed record ShipmentCreated : ShipmentEvent
{
    /// <summary>The owner's own number for it.</summary>
    public string? Reference { get; init; }

    /// <summary>The tracking number of the shipment that this one brings back.</summary>
    public string? ReturnOf { get; init; }

    /// <summary>Of all its parcels together.</summary>
    public required int WeightGrams { get; init; }
}
