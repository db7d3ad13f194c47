using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Logistics.Contracts.Events;
using Logistics.Tests.Gateway;
using Logistics.Tests.Infrastructure;
using Xunit;

namespace Logistics.Tests.Tracking;

/// <summary>A courier's way, from the device to those who wait for the parcel, through the running system.</summary>
public sealed class LocationsTests(SystemFixture fixture)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_the_courier_is_shows_while_the_parcel_is_out_for_delivery_and_only_then()
    {
        var system = await fixture.StartedAsync(Cancellation);
        using var merchant = await Person.RegisterAsync(system);
        using var admin = await Person.AdminAsync(system);
        using var courier = await Person.InRoleAsync(system, "DRIVER", admin);
        await using var events = await EventTap.OpenAsync(system, LocationRecorded.Name, Cancellation);
        var number = await merchant.CreateShipmentAsync();
        await courier.MoveAsync(number, "PICKED_UP");
        await ReportAsync(courier, Now(-60), 36.75380, 3.05880);
        Assert.False((await TrackingAsync(merchant, number, "PICKED_UP")).TryGetProperty("position", out _));

        await courier.MoveAsync(number, "OUT_FOR_DELIVERY");
        await TrackingAsync(merchant, number, "OUT_FOR_DELIVERY");
        Assert.Equal(
            2,
            await ReportAsync(
                courier,
                (Now(2), 36.76123, 3.06123),
                (Now(2), 36.76123, 3.06123),
                (Now(14), 36.76345, 3.06345),
                (Now(13), 36.76344, 3.06345)));

        var shown = await Eventually.AssertAsync(
            _ => TrackingAsync(merchant, number, "OUT_FOR_DELIVERY"), tracking => tracking.TryGetProperty("position", out var _));
        var position = shown.GetProperty("position");
        Assert.InRange(position.GetProperty("latitude").GetDouble(), 36.7625, 36.7645);
        Assert.NotEqual(36.76344, position.GetProperty("latitude").GetDouble());
        var way = (await merchant.GetAsync($"/v1/tracking/{number}/locations")).GetProperty("items");
        var exact = (await courier.GetAsync($"/v1/tracking/{number}/locations")).GetProperty("items");
        Assert.Equal((2, 2), (way.GetArrayLength(), exact.GetArrayLength())); // not the ping from before it was on board
        Assert.Equal(36.76344, exact[1].GetProperty("latitude").GetDouble());
        Assert.NotEqual(36.76344, way[1].GetProperty("latitude").GetDouble());

        await courier.MoveAsync(number, "DELIVERED");
        Assert.False((await TrackingAsync(merchant, number, "DELIVERED")).TryGetProperty("position", out _));
        // Published five minutes ago, before it was on board.
        Assert.DoesNotContain(number, await events.SubjectsSoFarAsync(), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_parcels_position_is_published_when_the_last_time_is_long_ago()
    {
        var system = await fixture.StartedAsync(Cancellation);
        using var merchant = await Person.RegisterAsync(system);
        using var admin = await Person.AdminAsync(system);
        using var courier = await Person.InRoleAsync(system, "DRIVER", admin);
        await using var events = await EventTap.OpenAsync(system, LocationRecorded.Name, Cancellation);
        var number = await merchant.CreateShipmentAsync();
        await courier.MoveAsync(number, "PICKED_UP");
        await courier.MoveAsync(number, "OUT_FOR_DELIVERY");
        await TrackingAsync(merchant, number, "OUT_FOR_DELIVERY");

        await ReportAsync(courier, Now(0), 36.76123, 3.06123);

        await Eventually.AssertAsync(_ => events.SubjectsSoFarAsync(), subjects => subjects.Contains(number));
    }

    [Fact]
    public async Task A_courier_who_has_not_moved_since_is_shown_too()
    {
        var system = await fixture.StartedAsync(Cancellation);
        using var merchant = await Person.RegisterAsync(system);
        using var courier = await Person.DriverAsync(system);
        var number = await merchant.CreateShipmentAsync();
        await courier.MoveAsync(number, "PICKED_UP");
        Assert.Equal(1, await ReportAsync(courier, Now(0), 36.76123, 3.06123));
        await courier.MoveAsync(number, "OUT_FOR_DELIVERY");

        Assert.Equal(0, await ReportAsync(courier, Now(1), 36.76123, 3.06123));

        await Eventually.AssertAsync(
            _ => TrackingAsync(merchant, number, "OUT_FOR_DELIVERY"), tracking => tracking.TryGetProperty("position", out var _));
    }

    [Fact]
    public async Task Faults_are_told_by_field_and_nothing_is_kept()
    {
        var system = await fixture.StartedAsync(Cancellation);
        using var courier = await Person.DriverAsync(system);

        using var response = await courier.PostAsync(
            "/v1/locations",
            """{"pings":[{"at":"2026-04-06T12:00:00Z","latitude":91,"longitude":3},{"longitude":3,"latitude":36,"accuracyMeters":-1}]}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var errors = (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("errors");
        Assert.Equal(
            ["pings[0].latitude", "pings[1].accuracyMeters", "pings[1].at"], errors.EnumerateObject().Select(fault => fault.Name).Order());
    }

    private static DateTimeOffset Now(int seconds) => TimeProvider.System.GetUtcNow().AddSeconds(seconds);

    private static Task<int> ReportAsync(Person courier, DateTimeOffset at, double latitude, double longitude) =>
        ReportAsync(courier, (at, latitude, longitude));

    private static async Task<int> ReportAsync(Person courier, params (DateTimeOffset At, double Latitude, double Longitude)[] pings)
    {
        var body = string.Join(',', pings.Select(ping => string.Create(
            CultureInfo.InvariantCulture, $$"""{"at":"{{ping.At:O}}","latitude":{{ping.Latitude}},"longitude":{{ping.Longitude}},"accuracyMeters":8,"speedMetersPerSecond":7.5}""")));
        using var response = await courier.PostAsync("/v1/locations", $$"""{"pings":[{{body}}]}""");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("kept").GetInt32();
    }

    private static Task<JsonElement> TrackingAsync(Person person, string number, string status) => Eventually.AssertAsync(
        _ => person.GetAsync($"/v1/tracking/{number}"), tracking => tracking.GetProperty("status").GetString() == status);
}
