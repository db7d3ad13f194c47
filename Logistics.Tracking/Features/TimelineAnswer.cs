using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Tracking.V1;
using Logistics.Tracking.Domain;
using Proto = Logistics.Contracts.Tracking.V1;

namespace Logistics.Tracking.Features;

/// <summary>How a timeline is shown to anyone.</summary>
internal static class TimelineAnswer
{
    public static Timeline Of(ShipmentSnapshot snapshot, IReadOnlyList<Domain.TimelineEntry> entries, DateTimeOffset now, TrackingOptions options)
    {
        var mistakes = entries.Where(entry => entry.CorrectsSequence is not null).Select(entry => entry.CorrectsSequence).ToHashSet();
        return new Timeline
        {
            TrackingNumber = snapshot.TrackingNumber,
            Status = snapshot.Status,
            ServiceLevel = snapshot.ServiceLevel,
            OriginCity = snapshot.OriginCity,
            OriginCountry = snapshot.OriginCountry,
            DestinationCity = snapshot.DestinationCity,
            DestinationCountry = snapshot.DestinationCountry,
            EstimatedDeliveryAt = snapshot.EstimatedDeliveryAt?.ToTimestamp(),
            Sequence = snapshot.Sequence,
            Stale = snapshot.IsStale(now, options.StaleAfter),
            Entries = { InOrder(entries).Select(entry => Entry(entry, mistakes.Contains(entry.Sequence))) },
        };
    }

    /// <summary>By when things happened; but the creation opens every timeline, also where the parcel was under way before anyone told us of it.</summary>
    public static IEnumerable<Domain.TimelineEntry> InOrder(IEnumerable<Domain.TimelineEntry> entries) =>
        entries.OrderBy(entry => entry.Sequence > 1).ThenBy(entry => entry.OccurredAt).ThenBy(entry => entry.Sequence);

    public static Proto.TimelineEntry Entry(Domain.TimelineEntry entry, bool corrected = false) => new()
    {
        EventId = entry.EventId.ToString(),
        Sequence = entry.Sequence,
        Status = entry.Status,
        ReasonCode = entry.ReasonCode ?? ReasonCode.Unspecified,
        Place = Place(entry),
        OccurredAt = entry.OccurredAt.ToTimestamp(),
        OccurredAtOffsetMinutes = entry.OccurredAtOffsetMinutes,
        RecordedAt = entry.RecordedAt.ToTimestamp(),
        Kind = entry.Kind,
        CorrectsSequence = entry.CorrectsSequence ?? 0,
        Corrected = corrected,
    };

    /// <summary>Not nearer than the public may know.</summary>
    public static ParcelPosition Position(Domain.LocationPing ping)
    {
        var coarse = ping.Coarse();
        return new ParcelPosition { At = ping.At.ToTimestamp(), Coordinates = new Coordinates { Latitude = coarse.Latitude, Longitude = coarse.Longitude } };
    }

    private static Place? Place(Domain.TimelineEntry entry) => entry.PlaceName is null ? null : new Place
    {
        Name = entry.PlaceName,
        City = entry.PlaceCity ?? string.Empty,
        Country = entry.PlaceCountry ?? string.Empty,
        TimeZone = entry.TimeZone ?? string.Empty,
        Coordinates = entry is { PlaceLatitude: { } latitude, PlaceLongitude: { } longitude }
            ? new Coordinates { Latitude = latitude, Longitude = longitude }
            : null,
    };
}
