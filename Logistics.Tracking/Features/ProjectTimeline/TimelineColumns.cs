using Logistics.Contracts;
using Logistics.Tracking.Domain;
using Logistics.Tracking.Persistence;
using Db = NpgsqlTypes.NpgsqlDbType;

namespace Logistics.Tracking.Features.ProjectTimeline;

/// <summary>What of entries and snapshots goes into which column.</summary>
internal static class TimelineColumns
{
    public static readonly BulkColumns<TimelineEntry> Entries = new(
        BulkColumn<TimelineEntry>.Of("event_id", Db.Uuid, entry => entry.EventId),
        BulkColumn<TimelineEntry>.Of("tracking_number", Db.Text, entry => entry.TrackingNumber),
        BulkColumn<TimelineEntry>.Of("owner_id", Db.Uuid, entry => entry.OwnerId),
        BulkColumn<TimelineEntry>.Of("sequence", Db.Integer, entry => entry.Sequence),
        BulkColumn<TimelineEntry>.Of("kind", Db.Text, entry => entry.Kind.ToWire()),
        BulkColumn<TimelineEntry>.Of("status", Db.Text, entry => entry.Status.ToWire()),
        BulkColumn<TimelineEntry>.Of("reason_code", Db.Text, entry => entry.ReasonCode?.ToWire()),
        BulkColumn<TimelineEntry>.Of("place_name", Db.Text, entry => entry.PlaceName),
        BulkColumn<TimelineEntry>.Of("place_city", Db.Text, entry => entry.PlaceCity),
        BulkColumn<TimelineEntry>.Of("place_country", Db.Text, entry => entry.PlaceCountry),
        BulkColumn<TimelineEntry>.Of("place_latitude", Db.Double, entry => entry.PlaceLatitude),
        BulkColumn<TimelineEntry>.Of("place_longitude", Db.Double, entry => entry.PlaceLongitude),
        BulkColumn<TimelineEntry>.Of("time_zone", Db.Text, entry => entry.TimeZone),
        BulkColumn<TimelineEntry>.Of("occurred_at", Db.TimestampTz, entry => entry.OccurredAt),
        BulkColumn<TimelineEntry>.Of("occurred_at_offset_minutes", Db.Smallint, entry => entry.OccurredAtOffsetMinutes),
        BulkColumn<TimelineEntry>.Of("recorded_at", Db.TimestampTz, entry => entry.RecordedAt),
        BulkColumn<TimelineEntry>.Of("source", Db.Text, entry => entry.Source),
        BulkColumn<TimelineEntry>.Of("corrects_sequence", Db.Integer, entry => entry.CorrectsSequence),
        BulkColumn<TimelineEntry>.Of("courier_id", Db.Uuid, entry => entry.CourierId));

    public static readonly BulkColumns<ShipmentSnapshot> Snapshots = new(
        BulkColumn<ShipmentSnapshot>.Of("tracking_number", Db.Text, snapshot => snapshot.TrackingNumber),
        BulkColumn<ShipmentSnapshot>.Of("owner_id", Db.Uuid, snapshot => snapshot.OwnerId),
        BulkColumn<ShipmentSnapshot>.Of("sequence", Db.Integer, snapshot => snapshot.Sequence),
        BulkColumn<ShipmentSnapshot>.Of("status", Db.Text, snapshot => snapshot.Status.ToWire()),
        BulkColumn<ShipmentSnapshot>.Of("service_level", Db.Text, snapshot => snapshot.ServiceLevel.ToWire()),
        BulkColumn<ShipmentSnapshot>.Of("origin_city", Db.Text, snapshot => snapshot.OriginCity),
        BulkColumn<ShipmentSnapshot>.Of("origin_country", Db.Text, snapshot => snapshot.OriginCountry),
        BulkColumn<ShipmentSnapshot>.Of("destination_city", Db.Text, snapshot => snapshot.DestinationCity),
        BulkColumn<ShipmentSnapshot>.Of("destination_country", Db.Text, snapshot => snapshot.DestinationCountry),
        BulkColumn<ShipmentSnapshot>.Of("recorded_at", Db.TimestampTz, snapshot => snapshot.RecordedAt),
        BulkColumn<ShipmentSnapshot>.Of("promised_at", Db.TimestampTz, snapshot => snapshot.PromisedAt));
}
