using System.Threading.Channels;
using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Tracking.V1;
using Logistics.Gateway.Features.StreamTimeline;
using Logistics.Gateway.Live;
using Microsoft.Extensions.Options;
using Xunit;

namespace Logistics.Tests.Gateway;

/// <summary>Who gets what, without any server: the hub's own rules.</summary>
public sealed class TimelineHubTests
{
    private const string Number = "PKG7K3M9QX2VHDTG";

    private readonly TimelineHub _hub = new(Options.Create(new LiveOptions { WatcherBuffer = 2, MaxWatchers = 3 }));
    private readonly Channel<WatchRequest> _requests = Channel.CreateUnbounded<WatchRequest>();

    [Fact]
    public void A_number_is_followed_once_for_all_its_watchers_and_let_go_with_the_last()
    {
        _hub.Connect(_requests.Writer);
        var first = Watch();
        var second = Watch();
        Assert.Equal(Number, Asked().Follow);
        Assert.False(_requests.Reader.TryPeek(out _));

        first.Dispose();
        first.Dispose();
        Assert.False(_requests.Reader.TryPeek(out _));
        second.Dispose();
        Assert.Equal(Number, Asked().Unfollow);
        Assert.False(_hub.Watched.IsCompleted);
    }

    [Fact]
    public void Whoever_watches_before_the_stream_is_open_is_followed_when_it_opens()
    {
        using var watcher = Watch();
        Assert.True(_hub.Watched.IsCompleted);

        _hub.Connect(_requests.Writer);

        Assert.Equal(Number, Asked().Follow);
    }

    [Fact]
    public void An_event_goes_to_all_watchers_of_its_number_and_to_no_other()
    {
        using var first = Watch();
        using var second = Watch();
        using var other = _hub.Follow("PKG000000000000W")!;

        _hub.Receive(Entry(4));

        Assert.Equal([4], Received(first));
        Assert.Equal([4], Received(second));
        Assert.False(other.Updates.TryRead(out _));
    }

    [Fact]
    public void A_gap_is_read_anew_before_anything_after_it_is_sent()
    {
        using var watcher = Watch();
        _hub.Know(watcher, 3);

        _hub.Receive(Entry(5));

        Assert.False(watcher.Updates.TryRead(out _));
        Assert.True(_hub.Stale.TryRead(out var stale));
        Assert.Equal(Number, stale);
        _hub.Publish(new Timeline { TrackingNumber = Number, Sequence = 5, Entries = { Entry(5).Entry, Entry(4).Entry } });
        Assert.Equal([4, 5, 0], Received(watcher));
    }

    [Fact]
    public void A_timeline_that_is_read_anew_tells_the_estimate_too()
    {
        var at = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 4, 7, 12, 0, 0, TimeSpan.Zero));
        using var watcher = Watch();

        _hub.Publish(new Timeline
        {
            TrackingNumber = Number,
            Sequence = 1,
            Entries = { Entry(1).Entry },
            Estimate = new Estimate { DeliveryAt = at, From = at, Until = at },
        });

        Assert.True(watcher.Updates.TryRead(out var update));
        Assert.Contains(
            "\"estimatedDeliveryAt\":\"2026-04-07T12:00:00",
            System.Text.Encoding.UTF8.GetString(update[^1].Json),
            StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_break_the_timeline_is_read_anew_once_Tracking_follows_again()
    {
        using var watcher = Watch();
        _hub.Connect(_requests.Writer);
        _hub.Receive(Following());
        Assert.False(_hub.Stale.TryRead(out _));

        _hub.Disconnect();
        Assert.False(watcher.Topic.Following.IsCompleted);
        _hub.Connect(_requests.Writer);
        _hub.Receive(Following());

        Assert.True(watcher.Topic.Following.IsCompleted);
        Assert.True(_hub.Stale.TryRead(out _));
    }

    [Fact]
    public void A_watcher_that_does_not_keep_up_is_let_go_and_heartbeats_never_do_that()
    {
        using var watcher = Watch();
        _hub.Receive(Entry(1));
        _hub.Receive(Entry(2));
        _hub.Beat();
        Assert.False(watcher.Updates.Completion.IsCompleted);

        _hub.Receive(Entry(3));

        Assert.Equal([1], Received(watcher));
        Assert.Equal([2], Received(watcher));
        Assert.True(watcher.Updates.Completion.IsCompleted);
    }

    [Fact]
    public void More_watchers_than_the_process_serves_are_refused()
    {
        using var first = Watch();
        using var second = Watch();
        using var third = Watch();
        Assert.Null(_hub.Follow(Number));

        third.Dispose();
        using var again = _hub.Follow(Number);
        Assert.NotNull(again);
    }

    [Fact]
    public void When_the_process_stops_every_stream_ends_and_none_begins()
    {
        using var watcher = Watch();

        _hub.End();

        Assert.True(watcher.Updates.Completion.IsCompleted);
        Assert.Null(_hub.Follow(Number));
    }

    private TimelineWatcher Watch() => _hub.Follow(Number) ?? throw new InvalidOperationException("Refused.");

    private WatchRequest Asked() =>
        _requests.Reader.TryRead(out var request) ? request : throw new InvalidOperationException("Nothing was asked.");

    private static IEnumerable<int> Received(TimelineWatcher watcher) =>
        watcher.Updates.TryRead(out var update)
            ? update.Select(frame => frame.Sequence)
            : throw new InvalidOperationException("Nothing came.");

    private static WatchResponse Following() => new() { TrackingNumber = Number, Following = true };

    private static WatchResponse Entry(int sequence) => new()
    {
        TrackingNumber = Number,
        Entry = new TimelineEntry
        {
            EventId = $"event-{sequence}",
            Sequence = sequence,
            Status = ShipmentStatus.InTransit,
            OccurredAt = new Timestamp(),
            RecordedAt = new Timestamp(),
        },
    };
}
