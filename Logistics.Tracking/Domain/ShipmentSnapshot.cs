using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;

namespace Logistics.Tracking.Domain;

/// <summary>
/// How a shipment stands, by the events that have arrived. Which event decides is a matter of <see cref="Standing"/> alone, so any order of arrival, and any
/// repetition, ends in the same snapshot.
/// </summary>
internal sealed record ShipmentSnapshot
{
    public required string TrackingNumber { get; init; }

    public required ShipmentStatus Status { get; init; }

    public required ServiceLevel ServiceLevel { get; init; }

    public required string OriginCity { get; init; }

    public required string OriginCountry { get; init; }

    public required string DestinationCity { get; init; }

    public required string DestinationCountry { get; init; }

    public DateTimeOffset? EstimatedDeliveryAt { get; init; }

    /// <summary>
    /// Of two events, the one that stands higher decides: the later by sequence (Shipments, which numbers the events, knows best what came after what; the
    /// timeline is what is read by time), but a terminal status before all others, and the first of those.
    /// </summary>
    public required int Standing { get; init; }

    public static ShipmentSnapshot From(ShipmentEvent @event) => new()
    {
        TrackingNumber = @event.TrackingNumber,
        Status = @event.Status,
        ServiceLevel = @event.ServiceLevel,
        OriginCity = @event.Sender.City,
        OriginCountry = @event.Sender.Country,
        DestinationCity = @event.Recipient.City,
        DestinationCountry = @event.Recipient.Country,
        EstimatedDeliveryAt = @event.PromisedAt?.ToUniversalTime(),
        Standing = IsTerminal(@event.Status) ? int.MaxValue - @event.Sequence : @event.Sequence,
    };

    /// <summary>The snapshot after both.</summary>
    public ShipmentSnapshot Merge(ShipmentSnapshot other) => other.Standing > Standing ? other : this;

    private static bool IsTerminal(ShipmentStatus status) =>
        status is ShipmentStatus.Delivered or ShipmentStatus.Returned or ShipmentStatus.Cancelled or ShipmentStatus.Disposed;
}
