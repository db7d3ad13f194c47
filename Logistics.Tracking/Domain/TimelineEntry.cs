using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Contracts.Tracking.V1;

namespace Logistics.Tracking.Domain;

/// <summary>
/// One event of a parcel, without names and contacts; the place is as it was scanned, of which the Gateway shows the public less. Never
/// changed, never removed.
/// </summary>
internal sealed record TimelineEntry
{
    public required Guid EventId { get; init; }

    public required string TrackingNumber { get; init; }

    /// <summary>The account that the shipment belongs to; nobody's for entries from before this was kept.</summary>
    public required Guid OwnerId { get; init; }

    public required int Sequence { get; init; }

    public required EntryKind Kind { get; init; }

    /// <summary>What was reported, or after an update or a correction: what stands.</summary>
    public required ShipmentStatus Status { get; init; }

    public ReasonCode? ReasonCode { get; init; }

    public string? PlaceName { get; init; }

    public string? PlaceCity { get; init; }

    public string? PlaceCountry { get; init; }

    public double? PlaceLatitude { get; init; }

    public double? PlaceLongitude { get; init; }

    /// <summary>The place's IANA time zone, where the scan named it.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The instant that it happened, in UTC: PostgreSQL keeps no offsets.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The place's offset at that instant: by its zone where that is known, else the one that the scan gave.</summary>
    public required short OccurredAtOffsetMinutes { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>How it came: <c>api</c>, <c>offline</c>, <c>partner</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Of a correction: the sequence of the entry that was a mistake.</summary>
    public int? CorrectsSequence { get; init; }

    /// <summary>Of OUT_FOR_DELIVERY: who took the parcel out. Not for the public.</summary>
    public Guid? CourierId { get; init; }

    /// <summary>
    /// Its place among all entries of all parcels, given by the database in the order of commits: whoever has seen one has had the chance
    /// to see all before it.
    /// </summary>
    public long Position { get; init; }

    public static TimelineEntry From(ShipmentEvent @event) => new()
    {
        EventId = @event.EventId,
        TrackingNumber = @event.TrackingNumber,
        OwnerId = @event.OwnerId,
        Sequence = @event.Sequence,
        Kind = KindOf(@event),
        Status = @event.Status,
        ReasonCode = @event.ReasonCode,
        PlaceName = @event.Place?.Name,
        PlaceCity = @event.Place?.City,
        PlaceCountry = @event.Place?.Country,
        PlaceLatitude = @event.Place?.Latitude,
        PlaceLongitude = @event.Place?.Longitude,
        TimeZone = @event.Place?.TimeZone,
        OccurredAt = @event.OccurredAt.ToUniversalTime(),
        OccurredAtOffsetMinutes = (short)OffsetOf(@event).TotalMinutes,
        RecordedAt = @event.RecordedAt.ToUniversalTime(),
        Source = @event.Source,
        CorrectsSequence = (@event as ShipmentCorrected)?.CorrectedSequence,
        CourierId = @event is ShipmentStatusChanged { Status: ShipmentStatus.OutForDelivery } ? @event.ActorId : null,
    };

    private static TimeSpan OffsetOf(ShipmentEvent @event) =>
        @event.Place?.TimeZone is { } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
        ? zone.GetUtcOffset(@event.OccurredAt)
        : @event.OccurredAt.Offset;

    private static EntryKind KindOf(ShipmentEvent @event) => @event switch
    {
        ShipmentCorrected => EntryKind.Correction,
        ShipmentUpdated { Redirected: true } => EntryKind.Redirect,
        ShipmentUpdated => EntryKind.Update,
        _ => EntryKind.Step,
    };
}
