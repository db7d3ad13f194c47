using System.Text.Json;
using Logistics.Contracts.Common.V1;
using Logistics.Simulator.Api;
using Logistics.Simulator.Journeys;
using Logistics.Simulator.Network;
using Logistics.Simulator.Verification;
using Xunit;

namespace Logistics.Tests.Simulator;

public sealed class TimelineCheckTests
{
    private const string Created =
        """{"eventId":"0193504d-0000-7000-8000-000000000001","sequence":1,"status":"CREATED","timestamp":"2026-04-06T18:00:00Z","recordedAt":"2026-04-06T18:00:00Z"}""";

    private const string PickedUp =
        """{"eventId":"0193504d-0000-7000-8000-000000000002","sequence":2,"status":"PICKED_UP","timestamp":"2026-04-05T10:00:00+01:00","location":"Algiers"}""";

    private const string Delivered =
        """{"eventId":"0193504d-0000-7000-8000-000000000003","sequence":3,"status":"DELIVERED","timestamp":"2026-04-05T15:30:00+01:00","location":"Algiers"}""";

    private static readonly Hub Algiers = HubNetwork.Load().Find("ALG");

    private static readonly JourneyStep[] Sent =
    [
        new(ShipmentStatus.Created, Algiers, "Algiers", At(9, 0)),
        new(ShipmentStatus.PickedUp, Algiers, "Algiers", At(10, 0)),
        new(ShipmentStatus.Delivered, Algiers, "Algiers", At(15, 30)),
    ];

    [Fact]
    public void A_complete_timeline_has_no_faults() => Assert.Empty(Check([Created, PickedUp, Delivered]));

    [Fact]
    public void A_missing_event_is_found() =>
        Assert.Equal(["event 2 (PICKED_UP) is there 0 times"], Check([Created, Delivered]));

    [Fact]
    public void A_missing_last_event_is_found_in_the_snapshot_too() =>
        Assert.Equal(
            ["event 3 (DELIVERED) is there 0 times", "the snapshot says PICKED_UP at 2, not DELIVERED at 3"],
            Check([Created, PickedUp], "PICKED_UP", 2));

    [Fact]
    public void A_doubled_event_is_found() =>
        Assert.Equal(
            ["event 2 (PICKED_UP) is there 2 times", "the event id 0193504d-0000-7000-8000-000000000002 is there 2 times"],
            Check([Created, PickedUp, PickedUp, Delivered]));

    [Fact]
    public void An_event_that_was_not_sent_is_found() =>
        Assert.Contains(
            "event 4 (DELIVERED) was never sent",
            Check([
                Created,
                PickedUp,
                Delivered,
                Delivered.Replace("\"sequence\":3", "\"sequence\":4", StringComparison.Ordinal),
            ]));

    [Fact]
    public void Events_out_of_order_are_found() =>
        Assert.Equal(["event 2 comes after event 3"], Check([Created, Delivered, PickedUp]));

    [Fact]
    public void An_event_of_another_status_is_found() =>
        Assert.Contains(
            "event 2 is IN_TRANSIT, not PICKED_UP",
            Check([Created, PickedUp.Replace("PICKED_UP", "IN_TRANSIT", StringComparison.Ordinal), Delivered]));

    [Fact]
    public void A_time_that_lost_its_offset_is_found() =>
        Assert.Contains(
            "is dated 2026-04-05T09:00:00",
            Assert.Single(Check([Created, PickedUp.Replace("10:00:00+01:00", "09:00:00Z", StringComparison.Ordinal), Delivered])),
            StringComparison.Ordinal);

    private static IReadOnlyList<string> Check(string[] events, string status = "DELIVERED", int sequence = 3)
    {
        var answer = $$"""{"trackingNumber":"PKG7K3M9QX2VHDTG","status":"{{status}}","sequence":{{sequence}},"events":[{{string.Join(',', events)}}]}""";
        return TimelineCheck.Faults(Sent, JsonSerializer.Deserialize(answer, ApiJsonContext.Default.TimelineAnswer)!);
    }

    private static DateTimeOffset At(int hour, int minute) => new(2026, 4, 5, hour, minute, 0, TimeSpan.FromHours(1));
}
