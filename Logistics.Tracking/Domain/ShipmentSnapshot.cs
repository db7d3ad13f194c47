using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;

namespace Logistics.Tracking.Domain;

/// <summary>
/// How a shipment stands, by the events that have arrived. The one with the highest sequence decides, whatever the clocks said: Shipments
/// numbers the events, and each says what stands after it. So any order of arrival, with any repetition, ends in the same snapshot, and
/// only a correction leads out of a terminal status.
/// </summary>
internal sealed record ShipmentSnapshot
{
    public required string TrackingNumber { get; init; }

    public required Guid OwnerId { get; init; }

    /// <summary>Of the event that decides.</summary>
    public required int Sequence { get; init; }

    public required ShipmentStatus Status { get; init; }

    public required ServiceLevel ServiceLevel { get; init; }

    public required string OriginCity { get; init; }

    public required string OriginCountry { get; init; }

    public required string DestinationCity { get; init; }

    public required string DestinationCountry { get; init; }

    /// <summary>When we learned of the event that decides.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When the service promises delivery.</summary>
    public DateTimeOffset? PromisedAt { get; init; }

    /// <summary>When the estimate was worked out; not yet for a shipment that is new. The estimate itself may be none.</summary>
    public DateTimeOffset? EstimatedAt { get; init; }

    public DateTimeOffset? EstimatedDeliveryAt { get; init; }

    public DateTimeOffset? EstimatedFrom { get; init; }

    public DateTimeOffset? EstimatedUntil { get; init; }

    /// <summary>The estimate that was last published.</summary>
    public DateTimeOffset? AnnouncedDeliveryAt { get; init; }

    /// <summary>When the legs of its way were counted: once, after its delivery.</summary>
    public DateTimeOffset? MeasuredAt { get; init; }

    public static ShipmentSnapshot From(ShipmentEvent @event) => new()
    {
        TrackingNumber = @event.TrackingNumber,
        OwnerId = @event.OwnerId,
        Sequence = @event.Sequence,
        Status = @event is ShipmentStatusChanged { Late: true } late ? late.PreviousStatus : @event.Status,
        ServiceLevel = @event.ServiceLevel,
        OriginCity = @event.Sender.City,
        OriginCountry = @event.Sender.Country,
        DestinationCity = @event.Recipient.City,
        DestinationCountry = @event.Recipient.Country,
        RecordedAt = @event.RecordedAt.ToUniversalTime(),
        PromisedAt = @event.PromisedAt?.ToUniversalTime(),
    };

    /// <summary>The snapshot after both.</summary>
    public ShipmentSnapshot Merge(ShipmentSnapshot other) => other.Sequence > Sequence ? other : this;

    /// <summary>
    /// Whether more should have been heard of it by now: whatever else its owner or the support did, scans count. What waits on purpose (on
    /// hold, at a pick-up point), or has not begun, or has ended, is not stale.
    /// </summary>
    public bool IsStale(DateTimeOffset? scannedAt, DateTimeOffset now, TimeSpan silence) =>
        Moves(Status) && now - (scannedAt ?? RecordedAt) > silence;

    private static bool Moves(ShipmentStatus status) => status is ShipmentStatus.PickedUp
        or ShipmentStatus.InTransit
        or ShipmentStatus.ArrivedAtWarehouse
        or ShipmentStatus.InCustoms
        or ShipmentStatus.OutForDelivery
        or ShipmentStatus.DeliveryAttempted
        or ShipmentStatus.Returning;
}
