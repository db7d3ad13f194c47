using FsCheck.Fluent;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Contracts.Tracking.V1;
using Logistics.Messaging;
using Logistics.Tests.Infrastructure;
using Logistics.Tracking.Domain;
using Logistics.Tracking.Features.GetTimeline;
using Logistics.Tracking.Features.ProjectTimeline;
using Logistics.Tracking.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;
using TimelineEntry = Logistics.Tracking.Domain.TimelineEntry;

namespace Logistics.Tests.Tracking;

/// <summary>Keeping and showing timelines, against PostgreSQL.</summary>
public sealed class TimelineTests(SystemFixture fixture) : IAsyncLifetime
{
    private const int Stories = 40;
    private const int BatchSize = 7;

    private FreshDatabase<TrackingDbContext> _database = null!; // set before any test runs

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await FreshDatabase<TrackingDbContext>.CreateAsync(fixture, "trackingdb");

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Any_order_of_arrival_with_any_repetition_ends_in_the_same_rows()
    {
        var stories = Story.Any.Sample(12, Stories).ToList();
        var mixed = stories.SelectMany(story => story.AsTheyArrive.Select((@event, turn) => (@event, turn))).OrderBy(arrival => arrival.turn);
        foreach (var batch in mixed.Select(arrival => arrival.@event).Chunk(BatchSize))
        {
            await WriteAsync(batch);
        }

        var expectedEntries = stories.SelectMany(story => story.Events).Select(TimelineEntry.From);
        var expectedSnapshots = stories.Select(story => story.Events.Select(ShipmentSnapshot.From).Aggregate((one, other) => one.Merge(other)));
        await using var db = _database.Open();
        Assert.Equal(expectedEntries.ToHashSet(), (await db.Entries.AsNoTracking().ToListAsync(Cancellation)).ToHashSet());
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

        var answer = await new GetTimelineHandler(db).HandleAsync(new GetTimelineRequest { TrackingNumber = number }, Cancellation);

        Assert.Same(TrackingErrors.NotFound, answer.Error);
    }

    [Fact]
    public async Task An_event_of_no_parcel_is_rejected_for_good()
    {
        var @event = Story.Tell(ShipmentStatus.Created)[0] with { TrackingNumber = "pkg-0" };

        await Assert.ThrowsAsync<RejectedEventException>(() => WriteAsync([@event]));
    }

    private async Task WriteAsync(IReadOnlyList<ShipmentEvent> events)
    {
        await using var db = _database.Open();
        await TimelineWriter.WriteAsync(db, events, Cancellation);
    }

    private async Task<Timeline> ReadAsync(string number)
    {
        await using var db = _database.Open();
        var answer = await new GetTimelineHandler(db).HandleAsync(new GetTimelineRequest { TrackingNumber = number }, Cancellation);
        Assert.True(answer.IsSuccess(out var timeline, out _));
        return timeline;
    }
}
