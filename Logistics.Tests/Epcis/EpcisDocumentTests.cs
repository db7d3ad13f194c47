using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Contracts.Tracking.V1;
using Logistics.Gateway.Features.ExportEpcis;
using Xunit;

namespace Logistics.Tests.Epcis;

public sealed class EpcisDocumentTests
{
    private static readonly DateTimeOffset Now = new(2026, 4, 6, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_status_fits_the_standard()
    {
        var document = Of([.. ShipmentEventNames.Statuses.Select((status, index) => Step(index + 1, status))]);

        Assert.Empty(EpcisRules.FaultsOf(document));
        Assert.Equal(ShipmentEventNames.Statuses.Length, Events(document).Count);
    }

    [Fact]
    public void A_step_says_what_when_and_where()
    {
        var entry = Step(2, ShipmentStatus.PickedUp);

        var @event = Assert.Single(Events(Of([entry])));

        Assert.Equal("urn:uuid:" + entry.EventId, @event.GetProperty("eventID").GetString());
        Assert.Equal(
            ("2026-04-06T13:00:00.000+01:00", "+01:00"),
            (@event.GetProperty("eventTime").GetString(), @event.GetProperty("eventTimeZoneOffset").GetString()));
        Assert.Equal("https://parcels.example/v1/tracking/PKG7K3M9QX2VHDTG", @event.GetProperty("epcList")[0].GetString());
        Assert.Equal(
            ("accepting", "in_transit"), (@event.GetProperty("bizStep").GetString(), @event.GetProperty("disposition").GetString()));
        Assert.Equal("geo:36.7,3.1", @event.GetProperty("readPoint").GetProperty("id").GetString());
        Assert.Equal("Algiers Sorting Center", @event.GetProperty("logistics:location").GetString());
    }

    [Fact]
    public void A_mistake_is_declared_and_what_is_no_step_is_left_out()
    {
        var correction = Step(3, ShipmentStatus.Created);
        (correction.Kind, correction.CorrectsSequence) = (EntryKind.Correction, 2);

        var document = Of([Step(1, ShipmentStatus.Created), Step(2, ShipmentStatus.PickedUp), correction]);

        Assert.Empty(EpcisRules.FaultsOf(document));
        Assert.Equal(2, Events(document).Count);
        Assert.Equal("did_not_occur", Events(document)[1].GetProperty("errorDeclaration").GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("eventTimeZoneOffset", "\"CET\"")]
    [InlineData("eventTime", "\"2026-04-06T13:00:00\"")]
    [InlineData("bizStep", "\"flying\"")]
    [InlineData("disposition", "\"happy\"")]
    [InlineData("surprise", "1")]
    public void The_rules_notice_what_is_wrong(string member, string value)
    {
        var document = JsonNode.Parse(Of([Step(1, ShipmentStatus.Created)]).GetRawText())!;
        document["epcisBody"]!["eventList"]![0]![member] = JsonNode.Parse(value);

        Assert.NotEmpty(EpcisRules.FaultsOf(JsonSerializer.SerializeToElement(document)));
    }

    private static JsonElement Of(IReadOnlyList<TimelineEntry> entries) => JsonSerializer.SerializeToElement(EpcisDocument.Of(
        new Timeline { TrackingNumber = "PKG7K3M9QX2VHDTG", Entries = { entries } }, new Uri("https://parcels.example/"), Now));

    private static List<JsonElement> Events(JsonElement document) =>
        [.. document.GetProperty("epcisBody").GetProperty("eventList").EnumerateArray()];

    private static TimelineEntry Step(int sequence, ShipmentStatus status) => new()
    {
        EventId = Guid.CreateVersion7(Now).ToString(),
        Sequence = sequence,
        Kind = EntryKind.Step,
        Status = status,
        ReasonCode = ReasonCode.Weather,
        Place = new Place
        {
            Name = "Algiers Sorting Center",
            City = "Algiers",
            Country = "DZ",
            Coordinates = new Coordinates { Latitude = 36.7, Longitude = 3.1 },
        },
        OccurredAt = Now.ToTimestamp(),
        OccurredAtOffsetMinutes = 60,
        RecordedAt = Now.ToTimestamp(),
    };
}
