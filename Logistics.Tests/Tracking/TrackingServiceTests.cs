using Grpc.Core;
using Grpc.Net.Client;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Shipments.V1;
using Logistics.Contracts.Tracking.V1;
using Logistics.Tests.Infrastructure;
using Logistics.Tests.Shipments;
using Xunit;

namespace Logistics.Tests.Tracking;

/// <summary>From a change in Shipments, through the broker, to the timeline and to those who watch, in the running system.</summary>
public sealed class TrackingServiceTests(SystemFixture fixture) : IAsyncLifetime
{
    private GrpcChannel _shipmentsChannel = null!; // these are set before any test runs
    private GrpcChannel _trackingChannel = null!;
    private ShipmentsService.ShipmentsServiceClient _shipments = null!;
    private TrackingService.TrackingServiceClient _tracking = null!;
    private Metadata _driver = null!;
    private string _number = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var system = await fixture.StartedAsync(Cancellation);
        _shipmentsChannel = GrpcChannel.ForAddress(system.Endpoint("shipments", "grpc"));
        _trackingChannel = GrpcChannel.ForAddress(system.Endpoint("tracking", "grpc"));
        _shipments = new ShipmentsService.ShipmentsServiceClient(_shipmentsChannel);
        _tracking = new TrackingService.TrackingServiceClient(_trackingChannel);
        _driver = await SignedIn.AsStaffAsync(system, "driver", Cancellation);
        var customer = await SignedIn.AsCustomerAsync(system, Cancellation);
        _number = (await _shipments.CreateShipmentAsync(Samples.Request(), customer, cancellationToken: Cancellation)).TrackingNumber;
    }

    public ValueTask DisposeAsync()
    {
        _shipmentsChannel.Dispose();
        _trackingChannel.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_change_is_on_the_public_timeline_soon()
    {
        await ChangeAsync(ShipmentStatus.PickedUp);

        var timeline = await TimelineAsync(upTo: 2);

        Assert.Equal([ShipmentStatus.Created, ShipmentStatus.PickedUp], timeline.Entries.Select(entry => entry.Status));
        Assert.Equal((ShipmentStatus.PickedUp, "Algiers", "Lyon"), (timeline.Status, timeline.OriginCity, timeline.DestinationCity));
    }

    [Fact]
    public async Task Who_watches_is_told()
    {
        await TimelineAsync(upTo: 1);
        using var call = _tracking.Watch(cancellationToken: Cancellation);
        await call.RequestStream.WriteAsync(new WatchRequest { Follow = "no number" }, Cancellation);
        await call.RequestStream.WriteAsync(new WatchRequest { Follow = _number }, Cancellation);
        Assert.False((await NextAsync(call)).Following);
        Assert.True((await NextAsync(call)).Following);

        await ChangeAsync(ShipmentStatus.PickedUp);

        var told = await NextAsync(call);
        Assert.Equal((_number, 2, ShipmentStatus.PickedUp), (told.TrackingNumber, told.Entry.Sequence, told.Entry.Status));
    }

    [Fact]
    public async Task Unknown_and_malformed_numbers_are_answered_alike()
    {
        var answers = new List<(StatusCode, string)>();
        foreach (var number in new[] { "PKG000000000000W", "PKG0000000000000", "" })
        {
            var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
                await _tracking.GetTimelineAsync(new GetTimelineRequest { TrackingNumber = number }, cancellationToken: Cancellation));
            answers.Add((refusal.StatusCode, refusal.Status.Detail));
        }

        Assert.Equal(StatusCode.NotFound, Assert.Single(answers.Distinct()).Item1);
    }

    private async Task ChangeAsync(ShipmentStatus status) =>
        await _shipments.ChangeStatusAsync(
            new ChangeStatusRequest { TrackingNumber = _number, Status = status }, _driver, cancellationToken: Cancellation);

    private Task<Timeline> TimelineAsync(int upTo) => Eventually.AssertAsync(
        async cancellationToken =>
            await _tracking.GetTimelineAsync(new GetTimelineRequest { TrackingNumber = _number }, cancellationToken: cancellationToken),
        timeline => timeline.Sequence >= upTo);

    private static async Task<WatchResponse> NextAsync(AsyncDuplexStreamingCall<WatchRequest, WatchResponse> call)
    {
        Assert.True(await call.ResponseStream.MoveNext(Cancellation));
        return call.ResponseStream.Current;
    }
}
