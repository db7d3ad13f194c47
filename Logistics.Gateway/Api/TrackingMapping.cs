using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Tracking.V1;
using Proto = Logistics.Contracts.Tracking.V1;

namespace Logistics.Gateway.Api;

/// <summary>From the Tracking service's messages to the public JSON.</summary>
internal static class TrackingMapping
{
    public static Tracking ToApi(this Proto.Timeline timeline) => new()
    {
        TrackingNumber = timeline.TrackingNumber,
        Status = timeline.Status,
        ServiceLevel = timeline.ServiceLevel,
        Origin = new Locality { City = timeline.OriginCity, Country = timeline.OriginCountry },
        Destination = new Locality { City = timeline.DestinationCity, Country = timeline.DestinationCountry },
        EstimatedDeliveryAt = timeline.EstimatedDeliveryAt?.ToDateTimeOffset(),
        EstimatedWindow = timeline.Estimate is null ? null : WindowOf(timeline.Estimate),
        Stale = timeline.Stale,
        Position = timeline.Position is not { } position ? null : new Position
        {
            At = position.At.ToDateTimeOffset(),
            Latitude = position.Coordinates.Latitude,
            Longitude = position.Coordinates.Longitude,
        },
        Sequence = timeline.Sequence,
        Events = [.. timeline.Entries.Where(entry => entry.Kind != EntryKind.Update).Select(entry => entry.ToApi(timeline.TrackingNumber))],
    };

    public static DeliveryEstimate ToApi(this Proto.Estimate estimate, string trackingNumber) => new()
    {
        TrackingNumber = trackingNumber,
        EstimatedDeliveryAt = estimate.DeliveryAt?.ToDateTimeOffset(),
        EstimatedWindow = estimate.DeliveryAt is null ? null : WindowOf(estimate),
    };

    /// <summary>What happens at people's doors is told by the city, and no nearer.</summary>
    public static TrackingEvent ToApi(this Proto.TimelineEntry entry, string trackingNumber) => new()
    {
        TrackingNumber = trackingNumber,
        Kind = entry.Kind,
        Status = entry.Status,
        Location = (IsAtADoor(entry.Status) ? entry.Place?.City : entry.Place?.Name)?.OrNull(),
        Timestamp = entry.OccurredAt.At(entry.OccurredAtOffsetMinutes),
        RecordedAt = entry.RecordedAt.ToDateTimeOffset(),
        Sequence = entry.Sequence,
        EventId = entry.EventId,
        City = entry.Place?.City.OrNull(),
        Country = entry.Place?.Country.OrNull(),
        Latitude = IsAtADoor(entry.Status) ? null : entry.Place?.Coordinates?.Latitude,
        Longitude = IsAtADoor(entry.Status) ? null : entry.Place?.Coordinates?.Longitude,
        TimeZone = entry.Place?.TimeZone.OrNull(),
        ReasonCode = entry.ReasonCode.OrNull(),
        Corrected = entry.Corrected ? true : null,
        CorrectsSequence = entry.CorrectsSequence > 0 ? entry.CorrectsSequence : null,
    };

    private static EstimatedWindow WindowOf(Proto.Estimate estimate) =>
        new() { From = estimate.From.ToDateTimeOffset(), Until = estimate.Until.ToDateTimeOffset() };

    private static bool IsAtADoor(ShipmentStatus status) =>
        status is ShipmentStatus.PickedUp or ShipmentStatus.DeliveryAttempted or ShipmentStatus.Delivered or ShipmentStatus.Returned;
}
