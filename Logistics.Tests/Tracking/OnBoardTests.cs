using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Contracts.Tracking.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.Tests.Infrastructure;
using Logistics.Tests.Shipments;
using Logistics.Tracking;
using Logistics.Tracking.Features.GetTimeline;
using Logistics.Tracking.Features.KeepPartitions;
using Logistics.Tracking.Features.ListLocations;
using Logistics.Tracking.Features.ProjectTimeline;
using Logistics.Tracking.Features.RecordLocations;
using Logistics.Tracking.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Xunit;

namespace Logistics.Tests.Tracking;

/// <summary>Which courier has a parcel, when scans were mistakes or came late: against PostgreSQL.</summary>
public sealed class OnBoardTests(SystemFixture fixture) : IAsyncLifetime
{
    private static readonly IOptions<TrackingOptions> Defaults = Options.Create(new TrackingOptions());

    private readonly SteppedClock _clock = new(); // an hour after Story.Start
    private readonly Guid _courier = Guid.CreateVersion7();
    private readonly Guid _other = Guid.CreateVersion7();
    private FreshDatabase<TrackingDbContext> _database = null!; // set before any test runs

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await FreshDatabase<TrackingDbContext>.CreateAsync(fixture, "trackingdb");
        await new PingPartitions(_database.Connections, Defaults, _clock).KeepAsync(Cancellation);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Who_took_it_out_last_has_it()
    {
        var steps = Story.Tell(ShipmentStatus.Created, ShipmentStatus.OutForDelivery, ShipmentStatus.OutForDelivery);

        await HappenAsync(steps[0], steps[1] with { ActorId = _other }, steps[2] with { ActorId = _courier });

        await AssertIsOnBoardAsync(steps[0]);
    }

    [Fact]
    public async Task A_scan_that_was_a_mistake_took_nothing_out()
    {
        var steps = Story.Tell(ShipmentStatus.Created, ShipmentStatus.OutForDelivery, ShipmentStatus.OutForDelivery);

        await HappenAsync(
            steps[0],
            steps[1] with { ActorId = _courier },
            steps[2] with { ActorId = _other },
            Story.Correct(steps[2], 4, ShipmentStatus.OutForDelivery));

        await AssertIsOnBoardAsync(steps[0]);
    }

    [Fact]
    public async Task A_scan_that_came_late_did_not_take_it_out_again()
    {
        var steps = Story.Tell(ShipmentStatus.Created, ShipmentStatus.OutForDelivery, ShipmentStatus.OutForDelivery);

        await HappenAsync(
            steps[0],
            steps[1] with { ActorId = _courier },
            steps[2] with
            {
                ActorId = _other,
                OccurredAt = Story.Start.AddSeconds(30),
                Late = true,
                PreviousStatus = ShipmentStatus.OutForDelivery,
            });

        await AssertIsOnBoardAsync(steps[0]);
    }

    [Fact]
    public async Task The_way_begins_with_no_mistake_and_ends_with_what_is_no_longer_on_the_way()
    {
        var mistaken = Story.Tell(ShipmentStatus.Created, ShipmentStatus.OutForDelivery);
        var attempted = Story.Tell(ShipmentStatus.Created, ShipmentStatus.OutForDelivery, ShipmentStatus.DeliveryAttempted);
        await HappenAsync(mistaken[0], mistaken[1] with { ActorId = _courier }, Story.Correct(mistaken[1], 3, ShipmentStatus.Created));
        await HappenAsync([attempted[0], attempted[1] with { ActorId = _courier }, attempted[2]]);

        await ReportAsync(_courier);

        Assert.Empty(await WayAsync(mistaken[0]));
        Assert.Empty(await WayAsync(attempted[0]));
        Assert.Empty(await ToldAsync());
    }

    /// <summary>The courier's way is the parcel's, and the other's is not.</summary>
    private async Task AssertIsOnBoardAsync(ShipmentEvent parcel)
    {
        await ReportAsync(_other);
        Assert.Empty(await ToldAsync());
        Assert.Null((await ReadAsync(parcel)).Position);

        await ReportAsync(_courier);
        Assert.Equal([parcel.TrackingNumber], await ToldAsync());
        Assert.NotNull((await ReadAsync(parcel)).Position);
        Assert.NotEmpty(await WayAsync(parcel));
    }

    private async Task HappenAsync(params ShipmentEvent[] events)
    {
        await using var db = _database.Open();
        await TimelineWriter.WriteAsync(db, events, Cancellation);
    }

    private async Task ReportAsync(Guid courier)
    {
        var ping =
            new LocationPing { At = _clock.GetUtcNow().ToTimestamp(), Coordinates = new Coordinates { Latitude = 36.7, Longitude = 3.1 } };
        await using var db = _database.Open();
        var answer = await new RecordLocationsHandler(db, Samples.Changes, Defaults, _clock)
            .HandleAsync(new RecordLocationsRequest { Pings = { ping } }, new Caller(courier, [Roles.Driver]), Cancellation);
        Assert.True(answer.IsSuccess(out _, out var error), error?.ToString());
    }

    private async Task<Timeline> ReadAsync(ShipmentEvent parcel)
    {
        await using var db = _database.Open();
        var answer = await new GetTimelineHandler(db, Defaults, _clock)
            .HandleAsync(new GetTimelineRequest { TrackingNumber = parcel.TrackingNumber }, Cancellation);
        return answer.IsSuccess(out var timeline, out var error) ? timeline : throw new InvalidOperationException(error.ToString());
    }

    private async Task<IReadOnlyList<LocationPing>> WayAsync(ShipmentEvent parcel)
    {
        await using var db = _database.Open();
        var answer = await new ListLocationsHandler(db).HandleAsync(
            new ListLocationsRequest { TrackingNumber = parcel.TrackingNumber },
            new Caller(parcel.OwnerId, [Roles.Customer]),
            Cancellation);
        return answer.IsSuccess(out var way, out var error) ? way.Pings : throw new InvalidOperationException(error.ToString());
    }

    /// <summary>The parcels whose position was published.</summary>
    private async Task<List<string>> ToldAsync()
    {
        await using var db = _database.Open();
        return await db.Database
            .SqlQuery<string>($"SELECT subject AS \"Value\" FROM outbox_messages WHERE event_name = {LocationRecorded.Name}")
            .ToListAsync(Cancellation);
    }
}
