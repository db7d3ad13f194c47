using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Tests.Infrastructure;
using Logistics.Tracking;
using Logistics.Tracking.Domain;
using Logistics.Tracking.Features.EstimateDelivery;
using Logistics.Tracking.Features.ProjectTimeline;
using Logistics.Tracking.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Xunit;

namespace Logistics.Tests.Tracking;

/// <summary>Estimates by the promise and by what was observed, against PostgreSQL.</summary>
public sealed class EstimationTests(SystemFixture fixture) : IAsyncLifetime
{
    private readonly SteppedClock _clock = new(); // an hour after Story.Start
    private FreshDatabase<TrackingDbContext> _database = null!; // set before any test runs

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await FreshDatabase<TrackingDbContext>.CreateAsync(fixture, "trackingdb");

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task The_promise_counts_until_enough_parcels_have_gone_the_way()
    {
        await DeliverAsync(19);
        var parcel = Parcel(ShipmentStatus.Created, ShipmentStatus.PickedUp);
        await HappenAsync([parcel[0]]);
        Assert.Equal(parcel[0].PromisedAt, (await EstimateAsync(parcel))!.DeliveryAt);

        await HappenAsync([parcel[1]]);
        Assert.Equal(parcel[0].PromisedAt, (await EstimateAsync(parcel))!.DeliveryAt);
        Assert.Empty(await ToldAsync());
    }

    [Fact]
    public async Task Then_the_observed_times_tell_and_a_change_of_more_than_an_hour_is_published_once()
    {
        await DeliverAsync(100);
        var parcel = Parcel(ShipmentStatus.Created, ShipmentStatus.PickedUp);
        await HappenAsync(parcel);
        await HappenAsync(parcel);

        var (from, at, until) = await HoursAsync(parcel);
        Assert.InRange(at, 5.0 * 0.85, 5.0 * 1.15); // 1, 2, … 100 tenths of an hour
        Assert.InRange(from, 1.0 * 0.8, 1.0 * 1.2);
        Assert.InRange(until, 9.0 * 0.85, 9.0 * 1.15);
        Assert.Equal([parcel[0].TrackingNumber], await ToldAsync());
    }

    [Fact]
    public async Task A_delivery_is_counted_once_and_whoever_waits_on_hold_is_told_nothing()
    {
        await DeliverAsync(20);
        await DeliverAsync(20);
        await using (var db = _database.Open())
        {
            Assert.Equal(
                40,
                await db.Set<LegTime>()
                    .Where(leg => leg.FromStatus == ShipmentStatus.PickedUp)
                    .SumAsync(leg => leg.Parcels, Cancellation));
        }

        var parcel = Parcel(ShipmentStatus.Created, ShipmentStatus.PickedUp, ShipmentStatus.OnHold);
        await HappenAsync(parcel);

        Assert.Null(await EstimateAsync(parcel));
    }

    [Fact]
    public async Task The_delivery_ends_the_legs_whatever_came_after_it_and_mistakes_began_none()
    {
        var parcel = Parcel(
            ShipmentStatus.Created,
            ShipmentStatus.PickedUp,
            ShipmentStatus.InTransit,
            ShipmentStatus.Delivered,
            ShipmentStatus.ArrivedAtWarehouse);
        await HappenAsync([
            parcel[0],
            parcel[1],
            parcel[2],
            parcel[3] with { OccurredAt = parcel[1].OccurredAt.AddHours(10) },
            (ShipmentStatusChanged)parcel[4] with
            {
                OccurredAt = parcel[1].OccurredAt.AddHours(4),
                Late = true,
                PreviousStatus = ShipmentStatus.Delivered,
            },
            Story.Correct(parcel[2], 6, ShipmentStatus.Delivered),
        ]);

        await using var db = _database.Open();
        var legs = await db.Set<LegTime>().AsNoTracking()
            .ToDictionaryAsync(leg => leg.FromStatus, leg => LegBuckets.DurationOf(leg.Bucket).TotalHours, Cancellation);
        Assert.Equal([ShipmentStatus.Created, ShipmentStatus.PickedUp, ShipmentStatus.ArrivedAtWarehouse], legs.Keys.Order());
        Assert.InRange(legs[ShipmentStatus.PickedUp], 10 * 0.8, 10 * 1.2);
        Assert.InRange(legs[ShipmentStatus.ArrivedAtWarehouse], 6 * 0.8, 6 * 1.2);
    }

    [Fact]
    public async Task A_mistake_is_no_beginning_of_the_leg_that_a_parcel_is_on()
    {
        await DeliverAsync(100);
        var parcel = Parcel(ShipmentStatus.Created, ShipmentStatus.PickedUp, ShipmentStatus.InCustoms);
        await HappenAsync([.. parcel, Story.Correct(parcel[2], 4, ShipmentStatus.PickedUp)]);

        Assert.InRange((await HoursAsync(parcel)).At, 5.0 * 0.85, 5.0 * 1.15);
    }

    [Fact]
    public async Task Replicas_share_the_work()
    {
        await DeliverAsync(30);
        List<ShipmentEvent> events = [.. Enumerable.Range(0, 300).SelectMany(_ => Parcel(ShipmentStatus.Created, ShipmentStatus.PickedUp))];
        await WriteAsync(events);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RunAsync()));

        await using var db = _database.Open();
        Assert.Equal(330, await db.Snapshots.CountAsync(snapshot => snapshot.EstimatedAt != null, Cancellation));
        Assert.Equal(300, (await ToldAsync()).Distinct().Count());
    }

    [Fact]
    public async Task Replicas_take_turns_while_timelines_go_on_and_the_last_word_is_the_newest()
    {
        await DeliverAsync(30);
        List<List<ShipmentEvent>> parcels = [.. Enumerable.Range(0, 60).Select(_ => Parcel(
            ShipmentStatus.Created, ShipmentStatus.PickedUp, ShipmentStatus.InTransit, ShipmentStatus.ArrivedAtWarehouse))];
        for (var step = 0; step < 4; step++)
        {
            List<ShipmentEvent> events = [.. parcels.Select(parcel => parcel[step])];
            await Task.WhenAll(
                WriteAsync(events[..30]), WriteAsync([.. events[30..].AsEnumerable().Reverse()]), RunAsync(), RunAsync(), RunAsync());
        }

        await RunAsync();
        await using var db = _database.Open();
        var estimated = await db.Snapshots.AsNoTracking()
            .ToDictionaryAsync(snapshot => snapshot.TrackingNumber, snapshot => snapshot.EstimatedDeliveryAt, Cancellation);
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO estimates_due (tracking_number) SELECT tracking_number FROM shipment_snapshots", Cancellation);
        await RunAsync();
        Assert.All(
            await db.Snapshots.AsNoTracking().ToListAsync(Cancellation),
            snapshot => Assert.Equal(estimated[snapshot.TrackingNumber], snapshot.EstimatedDeliveryAt));
    }

    /// <summary>So many parcels from door to door in 1, 2, 3, … tenths of an hour.</summary>
    private async Task DeliverAsync(int count) => await HappenAsync([.. Enumerable.Range(1, count).SelectMany(index =>
    {
        var parcel = Parcel(ShipmentStatus.Created, ShipmentStatus.PickedUp, ShipmentStatus.Delivered);
        return new[] { parcel[0], parcel[1], parcel[2] with { OccurredAt = parcel[1].OccurredAt.AddMinutes(6 * index) } };
    })]);

    /// <summary>Each from Algiers to Lyon.</summary>
    private static List<ShipmentEvent> Parcel(params ShipmentStatus[] steps) =>
        [.. Story.Tell(steps).Select((@event, index) => index == 0
            ? (ShipmentEvent)AsCreated(@event)
            : @event with { Recipient = @event.Recipient with { City = "Lyon" } })];

    private static ShipmentCreated AsCreated(ShipmentStatusChanged step) => new ShipmentCreated
    {
        EventId = step.EventId,
        ShipmentId = step.ShipmentId,
        TrackingNumber = step.TrackingNumber,
        Sequence = 1,
        Status = ShipmentStatus.Created,
        OccurredAt = step.OccurredAt,
        RecordedAt = step.RecordedAt,
        Source = "api",
        OwnerId = step.OwnerId,
        ServiceLevel = step.ServiceLevel,
        Sender = step.Sender,
        Recipient = step.Recipient with { City = "Lyon" },
        PromisedAt = step.PromisedAt,
        WeightGrams = 100,
    };

    private async Task HappenAsync(IReadOnlyList<ShipmentEvent> events)
    {
        await WriteAsync(events);
        await RunAsync();
    }

    private async Task WriteAsync(IReadOnlyList<ShipmentEvent> events)
    {
        await using var db = _database.Open();
        await TimelineWriter.WriteAsync(db, events, Cancellation);
    }

    private async Task RunAsync()
    {
        while (true)
        {
            await using var db = _database.Open();
            var (parcels, _) = await new Estimation(db, Options.Create(new TrackingOptions()), _clock).RunAsync(Cancellation);
            if (parcels == 0)
            {
                return;
            }
        }
    }

    private async Task<Estimate?> EstimateAsync(List<ShipmentEvent> parcel)
    {
        await using var db = _database.Open();
        return Estimate.Of(
            await db.Snapshots.AsNoTracking().SingleAsync(snapshot => snapshot.TrackingNumber == parcel[0].TrackingNumber, Cancellation));
    }

    private async Task<(double From, double At, double Until)> HoursAsync(List<ShipmentEvent> parcel)
    {
        var estimate = await EstimateAsync(parcel);
        Assert.NotNull(estimate);
        return (After(estimate.From), After(estimate.DeliveryAt), After(estimate.Until));

        double After(DateTimeOffset time) => (time - parcel[1].OccurredAt).TotalHours;
    }

    /// <summary>The parcels of which a change was published.</summary>
    private async Task<List<string>> ToldAsync()
    {
        await using var db = _database.Open();
        return await db.Database.SqlQuery<string>($"SELECT subject AS \"Value\" FROM outbox_messages WHERE event_name = {EtaChanged.Name}")
            .ToListAsync(Cancellation);
    }
}
