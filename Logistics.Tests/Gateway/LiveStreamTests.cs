using System.Net;
using Logistics.Contracts.Common.V1;
using Xunit;

namespace Logistics.Tests.Gateway;

/// <summary>The live stream over real HTTP and real gRPC, with a Tracking service that does what the test says.</summary>
public sealed class LiveStreamTests
{
    private const string Number = "PKG7K3M9QX2VHDTG";

    [Fact]
    public async Task The_snapshot_comes_first_then_each_event_as_it_happens()
    {
        await using var gateway = await GatewayHost.StartAsync();
        gateway.Services.Tracking.Add(Number, ShipmentStatus.Created);
        await using var stream = await EventReader.OpenAsync(gateway.Client, "pkg-7k3m9qx2vhdtg");

        var snapshot = await stream.NextAsync();
        Assert.Equal(("snapshot", "1"), (snapshot.Name, snapshot.Id));
        Assert.Equal(Number, snapshot.Data.GetProperty("trackingNumber").GetString());

        gateway.Services.Tracking.Add(Number, ShipmentStatus.PickedUp);
        var tracking = await stream.NextAsync();
        Assert.Equal(("tracking", "2"), (tracking.Name, tracking.Id));
        Assert.Equal("PICKED_UP", tracking.Data.GetProperty("status").GetString());
        Assert.Equal("Algiers", tracking.Data.GetProperty("location").GetString());
        Assert.Equal("2026-04-06T12:02:00+01:00", tracking.Data.GetProperty("timestamp").GetString());
    }

    [Fact]
    public async Task Who_comes_back_gets_what_happened_since_without_gap_or_duplicate()
    {
        await using var gateway = await GatewayHost.StartAsync();
        for (var i = 0; i < 4; i++)
        {
            gateway.Services.Tracking.Add(Number, ShipmentStatus.InTransit);
        }

        await using var stream = await EventReader.OpenAsync(gateway.Client, Number, lastEventId: "2");
        Assert.Equal(("tracking", "3"), Head(await stream.NextAsync()));
        Assert.Equal(("tracking", "4"), Head(await stream.NextAsync()));
        Assert.Equal(("estimate", "4"), Head(await stream.NextAsync()));
        gateway.Services.Tracking.Add(Number, ShipmentStatus.Delivered);
        Assert.Equal(("tracking", "5"), Head(await stream.NextAsync()));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("yesterday")]
    public async Task An_id_that_cannot_be_is_answered_as_a_first_visit(string lastEventId)
    {
        await using var gateway = await GatewayHost.StartAsync();
        gateway.Services.Tracking.Add(Number, ShipmentStatus.Created);
        await using var stream = await EventReader.OpenAsync(gateway.Client, Number, lastEventId);

        Assert.Equal(("snapshot", "1"), Head(await stream.NextAsync()));
    }

    [Fact]
    public async Task An_event_that_was_not_announced_is_found_by_the_gap_that_it_leaves()
    {
        await using var gateway = await GatewayHost.StartAsync();
        gateway.Services.Tracking.Add(Number, ShipmentStatus.Created);
        await using var stream = await EventReader.OpenAsync(gateway.Client, Number);
        await stream.NextAsync();

        gateway.Services.Tracking.Add(Number, ShipmentStatus.PickedUp, announce: false);
        gateway.Services.Tracking.Add(Number, ShipmentStatus.InTransit);

        Assert.Equal(("tracking", "2"), Head(await stream.NextAsync()));
        Assert.Equal(("tracking", "3"), Head(await stream.NextAsync()));
    }

    [Fact]
    public async Task While_Tracking_is_away_streams_stay_and_then_get_what_they_missed()
    {
        await using var gateway = await GatewayHost.StartAsync();
        gateway.Services.Tracking.Add(Number, ShipmentStatus.Created);
        await using var stream = await EventReader.OpenAsync(gateway.Client, Number);
        await stream.NextAsync();

        await gateway.Services.GoAwayAsync();
        gateway.Services.Tracking.Add(Number, ShipmentStatus.PickedUp, announce: false);
        await gateway.Services.ComeBackAsync();

        Assert.Equal(("tracking", "2"), Head(await stream.NextAsync()));
        gateway.Services.Tracking.Add(Number, ShipmentStatus.InTransit);
        Assert.Equal(("tracking", "3"), Head(await stream.NextStepAsync()));
    }

    [Fact]
    public async Task Many_watchers_share_one_stream_to_Tracking()
    {
        await using var gateway = await GatewayHost.StartAsync();
        gateway.Services.Tracking.Add(Number, ShipmentStatus.Created);
        var streams = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => EventReader.OpenAsync(gateway.Client, Number)));
        await Task.WhenAll(streams.Select(stream => stream.NextAsync()));

        Assert.Equal(1, gateway.Services.Tracking.OpenWatches);
        Assert.Single(gateway.Services.Tracking.Follows);
        gateway.Services.Tracking.Add(Number, ShipmentStatus.Delivered);
        var events = await Task.WhenAll(streams.Select(stream => stream.NextAsync()));
        Assert.All(events, @event => Assert.Equal("2", @event.Id));
        foreach (var stream in streams)
        {
            await stream.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_silent_stream_shows_that_it_lives()
    {
        await using var gateway = await GatewayHost.StartAsync("--Gateway:Live:Heartbeat=00:00:00.100");
        gateway.Services.Tracking.Add(Number, ShipmentStatus.Created);
        using var response = await gateway.Client.GetAsync(
            $"/v1/tracking/{Number}/stream", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));

        Assert.Equal("retry: 2000", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        string? line;
        do
        {
            line = await reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask()
                .WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        }
        while (line != ":");
    }

    [Fact]
    public async Task Streams_end_in_order_when_the_process_stops()
    {
        await using var gateway = await GatewayHost.StartAsync();
        gateway.Services.Tracking.Add(Number, ShipmentStatus.Created);
        await using var stream = await EventReader.OpenAsync(gateway.Client, Number);
        await stream.NextAsync();

        var stopping = gateway.App.StopAsync(TestContext.Current.CancellationToken);

        Assert.True(await stream.EndsAsync());
        await stopping.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task When_Tracking_is_away_a_new_stream_is_503()
    {
        await using var gateway = await GatewayHost.StartAsync("--Gateway:Live:Patience=00:00:00.200");
        await gateway.Services.GoAwayAsync();
        using var response = await gateway.Client.GetAsync($"/v1/tracking/{Number}/stream", TestContext.Current.CancellationToken);

        await BadRequestTests.ProblemAsync(response, HttpStatusCode.ServiceUnavailable, "dependency.unavailable");
    }

    [Fact]
    public async Task A_parcel_that_there_is_not_is_404_and_is_not_followed_on()
    {
        await using var gateway = await GatewayHost.StartAsync();
        using var response = await gateway.Client.GetAsync($"/v1/tracking/{Number}/stream", TestContext.Current.CancellationToken);

        await BadRequestTests.ProblemAsync(response, HttpStatusCode.NotFound, "tracking.not_found");
    }

    private static (string Name, string Id) Head((string Name, string Id, System.Text.Json.JsonElement Data) @event) =>
        (@event.Name, @event.Id);
}
