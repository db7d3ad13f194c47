using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Tracking.V1;
using Logistics.Tracking.Domain;
using Proto = Logistics.Contracts.Tracking.V1;

namespace Logistics.Tracking.Features;

/// <summary>How a timeline is shown to anyone.</summary>
internal static class TimelineAnswer
{
    /// <param name="scannedAt">When we learned of the newest step.</param>
    public static Timeline Of(
        ShipmentSnapshot snapshot,
        IReadOnlyList<Domain.TimelineEntry> entries,
        DateTimeOffset? scannedAt,
        DateTimeOffset now,
        TrackingOptions options)
    {
        var estimate = Domain.Estimate.Of(snapshot);
        var mistakes = Mistakes(entries);
        return new Timeline
        {
            TrackingNumber = snapshot.TrackingNumber,
            Status = snapshot.Status,
            ServiceLevel = snapshot.ServiceLevel,
            OriginCity = snapshot.OriginCity,
            OriginCountry = snapshot.OriginCountry,
            DestinationCity = snapshot.DestinationCity,
            DestinationCountry = snapshot.DestinationCountry,
            EstimatedDeliveryAt = estimate?.DeliveryAt.ToTimestamp(),
            Estimate = Answer(estimate),
            Sequence = snapshot.Sequence,
            Stale = snapshot.IsStale(scannedAt, now, options.StaleAfter),
            Entries = { InOrder(entries).Select(entry => Entry(entry, mistakes.Contains(entry.Sequence))) },
        };
    }

    /// <summary>How the parcel was taken out for delivery the last time.</summary>
    public static Domain.TimelineEntry? TakenOut(IReadOnlyList<Domain.TimelineEntry> entries)
    {
        var mistakes = Mistakes(entries);
        return entries.Where(entry => entry.CourierId is not null && !mistakes.Contains(entry.Sequence))
            .MaxBy(entry => (entry.OccurredAt, entry.Sequence));
    }

    /// <summary>
    /// By when things happened; but the creation opens every timeline, also where the parcel was under way before anyone told us of it.
    /// </summary>
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

    /// <summary>What those who watch are told of an entry.</summary>
    public static WatchResponse News(Domain.TimelineEntry entry) => new() { TrackingNumber = entry.TrackingNumber, Entry = Entry(entry) };

    /// <summary>What those who watch are told when a parcel is expected at another time, or nobody can say any more.</summary>
    public static WatchResponse News(string trackingNumber, Guid ownerId, Domain.Estimate? estimate) =>
        new() { TrackingNumber = trackingNumber, OwnerId = ownerId.ToString(), Estimate = News(estimate) };

    /// <summary>Empty where nobody can say.</summary>
    public static Proto.Estimate News(Domain.Estimate? estimate) => Answer(estimate) ?? new Proto.Estimate();

    private static HashSet<int> Mistakes(IEnumerable<Domain.TimelineEntry> entries) =>
        [.. entries.Select(entry => entry.CorrectsSequence).OfType<int>()];

    private static Proto.Estimate? Answer(Domain.Estimate? estimate) => estimate is null ? null : new Proto.Estimate
    {
        DeliveryAt = estimate.DeliveryAt.ToTimestamp(),
        From = estimate.From.ToTimestamp(),
        Until = estimate.Until.ToTimestamp(),
    };

    /// <summary>Not nearer than the public may know.</summary>
    public static ParcelPosition Position(Domain.LocationPing ping)
    {
        var coarse = ping.Coarse();
        return new ParcelPosition
        {
            At = ping.At.ToTimestamp(),
            Coordinates = new Coordinates { Latitude = coarse.Latitude, Longitude = coarse.Longitude },
        };
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
