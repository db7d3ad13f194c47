using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;

namespace Logistics.Tracking.Domain;

/// <summary>One event of a parcel, as the public may see it: no names, no contacts, places at city level. Never changed, never removed.</summary>
internal sealed record TimelineEntry
{
    public required Guid EventId { get; init; }

    public required string TrackingNumber { get; init; }

    public required int Sequence { get; init; }

    public required ShipmentStatus Status { get; init; }

    public ReasonCode? ReasonCode { get; init; }

    public string? PlaceName { get; init; }

    public string? PlaceCity { get; init; }

    public string? PlaceCountry { get; init; }

    public double? PlaceLatitude { get; init; }

    public double? PlaceLongitude { get; init; }

    /// <summary>The instant that it happened, and the offset of the place beside it: PostgreSQL keeps no offsets.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    public required short OccurredAtOffsetMinutes { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Who said it: <c>api</c>, <c>scan</c>, <c>partner</c>.</summary>
    public required string Source { get; init; }

    public static TimelineEntry From(ShipmentEvent @event) => new()
    {
        EventId = @event.EventId,
        TrackingNumber = @event.TrackingNumber,
        Sequence = @event.Sequence,
        Status = @event.Status,
        ReasonCode = @event.ReasonCode,
        PlaceName = @event.Place?.Name,
        PlaceCity = @event.Place?.City,
        PlaceCountry = @event.Place?.Country,
        PlaceLatitude = @event.Place?.Latitude,
        PlaceLongitude = @event.Place?.Longitude,
        OccurredAt = @event.OccurredAt.ToUniversalTime(),
        OccurredAtOffsetMinutes = (short)@event.OccurredAt.Offset.TotalMinutes,
        RecordedAt = @event.RecordedAt.ToUniversalTime(),
        Source = @event.Source,
    };
}
