using Logistics.Contracts;
using Logistics.Contracts.Events;
using Logistics.Messaging;
using Logistics.Tracking.Domain;
using Logistics.Tracking.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Logistics.Tracking.Features.ProjectTimeline;

/// <summary>
/// Writes a batch, however large, in one round trip: the columns travel as arrays. What is there already stays: a repeated event adds no entry, and a
/// snapshot gives way only to one that stands higher.
/// </summary>
internal static class TimelineWriter
{
    private const string Sql = """
        INSERT INTO timeline_entries (event_id, tracking_number, sequence, status, reason_code, place_name, place_city, place_country,
            place_latitude, place_longitude, occurred_at, occurred_at_offset_minutes, recorded_at, source)
        SELECT * FROM unnest(@event_id, @tracking_number, @sequence, @status, @reason_code, @place_name, @place_city, @place_country,
            @place_latitude, @place_longitude, @occurred_at, @occurred_at_offset_minutes, @recorded_at, @source)
        ON CONFLICT DO NOTHING;

        INSERT INTO shipment_snapshots AS kept (tracking_number, status, service_level, origin_city, origin_country,
            destination_city, destination_country, estimated_delivery_at, standing)
        SELECT * FROM unnest(@s_tracking_number, @s_status, @s_service_level, @s_origin_city, @s_origin_country,
            @s_destination_city, @s_destination_country, @s_estimated_delivery_at, @s_standing)
        ON CONFLICT (tracking_number) DO UPDATE SET
            (status, service_level, origin_city, origin_country, destination_city, destination_country, estimated_delivery_at, standing)
            = (excluded.status, excluded.service_level, excluded.origin_city, excluded.origin_country,
            excluded.destination_city, excluded.destination_country, excluded.estimated_delivery_at, excluded.standing)
        WHERE excluded.standing > kept.standing
        """;

    /// <exception cref="RejectedEventException">An event is of no parcel: its tracking number is none.</exception>
    public static Task WriteAsync(TrackingDbContext db, IReadOnlyList<ShipmentEvent> events, CancellationToken cancellationToken)
    {
        if (events.FirstOrDefault(@event => !IsCanonical(@event.TrackingNumber)) is { } bad)
        {
            throw new RejectedEventException($"'{bad.TrackingNumber}' is no tracking number.");
        }

        // In one order always, so that two replicas with the same shipments in their batches do not wait for each other in a circle.
        var entries = events.Select(TimelineEntry.From)
            .OrderBy(entry => entry.TrackingNumber, StringComparer.Ordinal).ThenBy(entry => entry.Sequence).ToList();
        var snapshots = events.Select(ShipmentSnapshot.From)
            .GroupBy(snapshot => snapshot.TrackingNumber, (_, group) => group.Aggregate((one, other) => one.Merge(other)))
            .OrderBy(snapshot => snapshot.TrackingNumber, StringComparer.Ordinal).ToList();
        return ExecuteAsync(db, entries, snapshots, cancellationToken);
    }

    private static bool IsCanonical(string text) => TrackingNumber.TryParse(text, out var number) && number.ToString() == text;

    private static Task<int> ExecuteAsync(
        TrackingDbContext db, List<TimelineEntry> entries, List<ShipmentSnapshot> snapshots, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlRawAsync(
            Sql,
            [
                Column("event_id", NpgsqlDbType.Uuid, entries, entry => entry.EventId),
                Column("tracking_number", NpgsqlDbType.Text, entries, entry => entry.TrackingNumber),
                Column("sequence", NpgsqlDbType.Integer, entries, entry => entry.Sequence),
                Column("status", NpgsqlDbType.Text, entries, entry => entry.Status.ToWire()),
                Column("reason_code", NpgsqlDbType.Text, entries, entry => entry.ReasonCode?.ToWire()),
                Column("place_name", NpgsqlDbType.Text, entries, entry => entry.PlaceName),
                Column("place_city", NpgsqlDbType.Text, entries, entry => entry.PlaceCity),
                Column("place_country", NpgsqlDbType.Text, entries, entry => entry.PlaceCountry),
                Column("place_latitude", NpgsqlDbType.Double, entries, entry => entry.PlaceLatitude),
                Column("place_longitude", NpgsqlDbType.Double, entries, entry => entry.PlaceLongitude),
                Column("occurred_at", NpgsqlDbType.TimestampTz, entries, entry => entry.OccurredAt),
                Column("occurred_at_offset_minutes", NpgsqlDbType.Smallint, entries, entry => entry.OccurredAtOffsetMinutes),
                Column("recorded_at", NpgsqlDbType.TimestampTz, entries, entry => entry.RecordedAt),
                Column("source", NpgsqlDbType.Text, entries, entry => entry.Source),
                Column("s_tracking_number", NpgsqlDbType.Text, snapshots, snapshot => snapshot.TrackingNumber),
                Column("s_status", NpgsqlDbType.Text, snapshots, snapshot => snapshot.Status.ToWire()),
                Column("s_service_level", NpgsqlDbType.Text, snapshots, snapshot => snapshot.ServiceLevel.ToWire()),
                Column("s_origin_city", NpgsqlDbType.Text, snapshots, snapshot => snapshot.OriginCity),
                Column("s_origin_country", NpgsqlDbType.Text, snapshots, snapshot => snapshot.OriginCountry),
                Column("s_destination_city", NpgsqlDbType.Text, snapshots, snapshot => snapshot.DestinationCity),
                Column("s_destination_country", NpgsqlDbType.Text, snapshots, snapshot => snapshot.DestinationCountry),
                Column("s_estimated_delivery_at", NpgsqlDbType.TimestampTz, snapshots, snapshot => snapshot.EstimatedDeliveryAt),
                Column("s_standing", NpgsqlDbType.Integer, snapshots, snapshot => snapshot.Standing),
            ],
            cancellationToken);

    private static NpgsqlParameter Column<TRow, TValue>(string name, NpgsqlDbType type, List<TRow> rows, Func<TRow, TValue> value) =>
        new(name, NpgsqlDbType.Array | type) { Value = rows.Select(value).ToArray() };
}
