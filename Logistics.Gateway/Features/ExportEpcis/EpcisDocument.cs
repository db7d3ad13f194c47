using System.Globalization;
using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts;
using Logistics.Contracts.Tracking.V1;
using Logistics.Gateway.Api;

namespace Logistics.Gateway.Features.ExportEpcis;

/// <summary>
/// A timeline as an EPCIS 2.0 document: an ObjectEvent for each step. A step that was a mistake stays, with the declaration that it was;
/// what is no step has no place there. What the vocabulary has no word for, our status, reason and the place's name, goes under a prefix of
/// our own.
/// </summary>
internal static class EpcisDocument
{
    private const string Context = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";
    private const string Prefix = "logistics";

    /// <param name="timeline">The parcel's.</param>
    /// <param name="publicUrl">Under which parcels and our own terms have their addresses.</param>
    /// <param name="now">When this is written.</param>
    public static JsonObject Of(Timeline timeline, Uri publicUrl, DateTimeOffset now)
    {
        var corrections = timeline.Entries.Where(entry => entry.Kind == EntryKind.Correction)
            .ToDictionary(entry => entry.CorrectsSequence, entry => entry.RecordedAt);
        var parcel = new Uri(publicUrl, $"v1/tracking/{timeline.TrackingNumber}");
        return new JsonObject
        {
            ["@context"] = new JsonArray(Context, new JsonObject { [Prefix] = new Uri(publicUrl, "docs/epcis#").AbsoluteUri }),
            ["type"] = "EPCISDocument",
            ["schemaVersion"] = "2.0",
            ["creationDate"] = Time(now),
            ["epcisBody"] = new JsonObject
            {
                ["eventList"] = new JsonArray([.. timeline.Entries
                    .Where(entry => entry.Kind == EntryKind.Step)
                    .Select(entry => Event(entry, parcel, corrections.GetValueOrDefault(entry.Sequence)))]),
            },
        };
    }

    private static JsonObject Event(TimelineEntry entry, Uri parcel, Timestamp? correctedAt)
    {
        var (action, step, disposition) = BusinessVocabulary.Of(entry.Status);
        var at = entry.OccurredAt.At(entry.OccurredAtOffsetMinutes);
        var @event = new JsonObject
        {
            ["type"] = "ObjectEvent",
            ["eventID"] = "urn:uuid:" + entry.EventId,
            ["eventTime"] = Time(at),
            ["eventTimeZoneOffset"] = at.ToString("zzz", CultureInfo.InvariantCulture),
            ["recordTime"] = Time(entry.RecordedAt.ToDateTimeOffset()),
            ["epcList"] = new JsonArray(parcel.AbsoluteUri),
            ["action"] = action,
            ["bizStep"] = step,
            ["disposition"] = disposition,
            [$"{Prefix}:status"] = entry.Status.ToWire(),
        };
        if (correctedAt is not null)
        {
            @event["errorDeclaration"] =
                new JsonObject { ["declarationTime"] = Time(correctedAt.ToDateTimeOffset()), ["reason"] = "did_not_occur" };
        }

        if (entry.ReasonCode.OrNull() is { } reason)
        {
            @event[$"{Prefix}:reasonCode"] = reason.ToWire();
        }

        if (entry.Place is { } place)
        {
            AddPlace(@event, place);
        }

        return @event;
    }

    /// <summary>The vocabulary takes geo URIs (RFC 5870) for the place where something was seen.</summary>
    private static void AddPlace(JsonObject @event, Contracts.Common.V1.Place place)
    {
        if (place.Coordinates is { } at)
        {
            @event["readPoint"] = new JsonObject
            {
                ["id"] = string.Create(CultureInfo.InvariantCulture, $"geo:{at.Latitude:0.######},{at.Longitude:0.######}"),
            };
        }

        @event[$"{Prefix}:location"] = place.Name;
        @event[$"{Prefix}:city"] = place.City;
        @event[$"{Prefix}:country"] = place.Country;
    }

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
}
