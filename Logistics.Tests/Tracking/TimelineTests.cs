using FsCheck.Fluent;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Contracts.Tracking.V1;
using Logistics.Messaging;
using Logistics.Tests.Infrastructure;
using Logistics.Tracking;
using Logistics.Tracking.Domain;
using Logistics.Tracking.Features.GetTimeline;
using Logistics.Tracking.Features.ProjectTimeline;
using Logistics.Tracking.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Xunit;
using TimelineEntry = Logistics.Tracking.Domain.TimelineEntry;

namespace Logistics.Tests.Tracking;

/// <summary>Keeping and showing timelines, against PostgreSQL.</summary>
public sealed class TimelineTests(SystemFixture fixture) : IAsyncLifetime
{
    private const int Stories = 40;
    private const int BatchSize = 7;

    private readonly SteppedClock _clock = new();
    private FreshDatabase<TrackingDbContext> _database = null!; // set before any test runs

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await FreshDatabase<TrackingDbContext>.CreateAsync(fixture, "trackingdb");

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Any_order_of_arrival_with_any_repetition_ends_in_the_same_rows()
    {
        var stories = Story.Any.Sample(12, Stories).ToList();
        var mixed = stories.SelectMany(story => story.AsTheyArrive.Select((@event, turn) => (@event, turn)))
            .OrderBy(arrival => arrival.turn);
        var told = 0;
        foreach (var batch in mixed.Select(arrival => arrival.@event).Chunk(BatchSize))
        {
            told += (await WriteAsync(batch)).Count;
        }

        var expectedEntries = stories.SelectMany(story => story.Events).Select(TimelineEntry.From);
        var expectedSnapshots = stories.Select(
            story => story.Events.Select(ShipmentSnapshot.From).Aggregate((one, other) => one.Merge(other)));
        await using var db = _database.Open();
        var entries = await db.Entries.AsNoTracking().ToListAsync(Cancellation);
        Assert.Equal(expectedEntries.ToHashSet(), entries.Select(entry => entry with { Position = 0 }).ToHashSet());
        Assert.Equal(told, entries.DistinctBy(entry => entry.Position).Count());
        Assert.Equal(expectedSnapshots.ToHashSet(), (await db.Snapshots.AsNoTracking().ToListAsync(Cancellation)).ToHashSet());
    }

    [Fact]
    public async Task Batches_at_once_with_the_same_shipments_do_not_block_each_other()
    {
        var stories = Story.Any.Sample(12, Stories).ToList();
        var events = stories.SelectMany(story => story.AsTheyArrive).ToList();
        var backwards = Enumerable.Reverse(events).ToList();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(replica => WriteAsync(replica % 2 == 0 ? events : backwards)));

        await using var db = _database.Open();
        Assert.Equal(stories.Sum(story => story.Events.Count), await db.Entries.CountAsync(Cancellation));
    }

    [Fact]
    public async Task A_second_event_for_the_same_step_adds_no_entry()
    {
        var events = Story.Tell(ShipmentStatus.Created, ShipmentStatus.PickedUp);
        await WriteAsync(events);

        await WriteAsync([events[1] with { EventId = Guid.CreateVersion7(), Status = ShipmentStatus.InTransit }]);

        var timeline = await ReadAsync(events[0].TrackingNumber);
        Assert.Equal([ShipmentStatus.Created, ShipmentStatus.PickedUp], timeline.Entries.Select(entry => entry.Status));
        Assert.Equal(ShipmentStatus.PickedUp, timeline.Status);
    }

    [Fact]
    public async Task A_timeline_is_read_by_time_and_opens_with_the_creation()
    {
        var events = Story.Tell(ShipmentStatus.Created, ShipmentStatus.PickedUp, ShipmentStatus.InTransit, ShipmentStatus.InTransit);
        await WriteAsync([
            events[0],
            events[1] with { OccurredAt = Story.Start.AddHours(-3) },
            events[2] with { OccurredAt = Story.Start.AddHours(-1) },
            events[3] with { OccurredAt = Story.Start.AddHours(-2) },
        ]);

        var timeline = await ReadAsync(events[0].TrackingNumber.ToLowerInvariant());

        Assert.Equal([1, 2, 4, 3], timeline.Entries.Select(entry => entry.Sequence));
        Assert.Equal(4, timeline.Sequence);
        Assert.All(timeline.Entries, entry => Assert.Equal(60, entry.OccurredAtOffsetMinutes));
    }

    [Fact]
    public async Task A_correction_reopens_and_marks_what_it_corrects()
    {
        var events = Story.Tell(ShipmentStatus.Created, ShipmentStatus.OutForDelivery, ShipmentStatus.Delivered);
        await WriteAsync([Story.Correct(events[2], 4, ShipmentStatus.OutForDelivery)]);
        await WriteAsync(events);

        var timeline = await ReadAsync(events[0].TrackingNumber);

        Assert.Equal(ShipmentStatus.OutForDelivery, timeline.Status);
        Assert.Equal([false, false, true, false], timeline.Entries.Select(entry => entry.Corrected));
        Assert.Equal((EntryKind.Correction, 3), (timeline.Entries[3].Kind, timeline.Entries[3].CorrectsSequence));
    }

    [Fact]
    public async Task A_late_scan_shows_in_its_place_and_what_is_delivered_stays_delivered()
    {
        var events = Story.Tell(
            ShipmentStatus.Created, ShipmentStatus.PickedUp, ShipmentStatus.Delivered, ShipmentStatus.ArrivedAtWarehouse);
        await WriteAsync([.. events.Take(3)]);
        await WriteAsync(
            [events[3] with { Late = true, PreviousStatus = ShipmentStatus.Delivered, OccurredAt = Story.Start.AddSeconds(90) }]);

        var timeline = await ReadAsync(events[0].TrackingNumber);

        Assert.Equal([1, 2, 4, 3], timeline.Entries.Select(entry => entry.Sequence));
        Assert.Equal((ShipmentStatus.Delivered, 4), (timeline.Status, timeline.Sequence));
    }

    [Fact]
    public async Task Times_are_those_of_the_place_by_its_zone_or_else_by_the_scan()
    {
        var events = Story.Tell(ShipmentStatus.Created, ShipmentStatus.PickedUp);
        var newYork = events[1].Place! with { TimeZone = "America/New_York" }; // not null: every event of a story has a place
        await WriteAsync([events[0], events[1] with { Place = newYork, OccurredAt = Story.Start.AddHours(1).ToUniversalTime() }]);

        var timeline = await ReadAsync(events[0].TrackingNumber);

        Assert.Equal([60, -240], timeline.Entries.Select(entry => entry.OccurredAtOffsetMinutes)); // in April
        Assert.Equal(["", "America/New_York"], timeline.Entries.Select(entry => entry.Place.TimeZone));
    }

    [Fact]
    public async Task A_parcel_that_nothing_is_heard_of_is_stale()
    {
        var events = Story.Tell(ShipmentStatus.Created, ShipmentStatus.PickedUp);
        await WriteAsync(events);

        Assert.False((await ReadAsync(events[0].TrackingNumber)).Stale);
        _clock.Advance(TimeSpan.FromDays(3));
        Assert.True((await ReadAsync(events[0].TrackingNumber)).Stale);
    }

    [Fact]
    public async Task What_is_no_scan_breaks_no_silence()
    {
        var events = Story.Tell(ShipmentStatus.Created, ShipmentStatus.PickedUp);
        await WriteAsync([.. events, Story.Update(events[1], 3) with { RecordedAt = Story.Start.AddDays(3) }]);

        _clock.Advance(TimeSpan.FromDays(3));

        Assert.True((await ReadAsync(events[0].TrackingNumber)).Stale);
    }

    [Theory]
    [InlineData("2026-03-08T06:59:59Z", -300)]
    [InlineData("2026-03-08T07:00:00Z", -240)]
    [InlineData("2026-11-01T05:59:59Z", -240)]
    [InlineData("2026-11-01T06:00:00Z", -300)]
    public async Task Both_sides_of_a_change_of_clocks_have_their_own_offset(string at, int offset)
    {
        var scan = Story.Tell(ShipmentStatus.PickedUp)[0];
        await WriteAsync([
            scan with
            {
                Place = scan.Place! with { TimeZone = "America/New_York" }, // not null: every event of a story has a place
                OccurredAt = DateTimeOffset.Parse(at, null),
            },
        ]);

        Assert.Equal(offset, Assert.Single((await ReadAsync(scan.TrackingNumber)).Entries).OccurredAtOffsetMinutes);
    }

    [Fact]
    public async Task A_timeline_names_cities_and_no_person()
    {
        var events = Story.Tell(ShipmentStatus.Created);
        await WriteAsync(events);

        var text = (await ReadAsync(events[0].TrackingNumber)).ToString();

        Assert.Contains("Lyon", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Amina", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Jules", text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("PKG000000000000W")]
    [InlineData("PKG0000000000000")]
    [InlineData("")]
    [InlineData("'; DROP TABLE timeline_entries; --")]
    public async Task Unknown_and_malformed_numbers_are_answered_alike(string number)
    {
        await using var db = _database.Open();

        var answer = await Handler(db).HandleAsync(new GetTimelineRequest { TrackingNumber = number }, Cancellation);

        Assert.Same(TrackingErrors.NotFound, answer.Error);
    }

    [Fact]
    public async Task An_event_of_no_parcel_is_rejected_for_good()
    {
        var @event = Story.Tell(ShipmentStatus.Created)[0] with { TrackingNumber = "pkg-0" };

        await Assert.ThrowsAsync<RejectedEventException>(() => WriteAsync([@event]));
    }

    private GetTimelineHandler Handler(TrackingDbContext db) => new(db, Options.Create(new TrackingOptions()), _clock);

    private async Task<HashSet<Guid>> WriteAsync(IReadOnlyList<ShipmentEvent> events)
    {
        await using var db = _database.Open();
        return (await TimelineWriter.WriteAsync(db, events, Cancellation)).Added;
    }

    private async Task<Timeline> ReadAsync(string number)
    {
        await using var db = _database.Open();
        var answer = await Handler(db).HandleAsync(new GetTimelineRequest { TrackingNumber = number }, Cancellation);
        Assert.True(answer.IsSuccess(out var timeline, out _));
        return timeline;
    }
}
