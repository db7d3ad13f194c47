using Grpc.Core;
using Logistics.Contracts.Tracking.V1;
using Logistics.ServiceDefaults.Live;
using Logistics.Tracking.Features.WatchTimeline;
using Xunit;
using TimelineEntry = Logistics.Contracts.Tracking.V1.TimelineEntry;

namespace Logistics.Tests.Tracking;

public sealed class WatchersTests
{
    private const string Number = "PKG000000000000W";
    private const string Other = "PKG000000000001Y";

    private readonly Watchers _watchers = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_watcher_gets_what_it_follows_and_nothing_else()
    {
        var watcher = _watchers.Add();
        _watchers.Follow(watcher, Number);
        _watchers.Follow(watcher, Other);
        _watchers.Unfollow(watcher, Other);

        _watchers.Deliver([Entry(Other, 1), Entry(Number, 2), Entry(Number, 3)]);
        _watchers.EndAll(LiveErrors.Resubscribe);

        Assert.Equal([2, 3], (await DrainAsync(watcher)).Sequences);
    }

    [Fact]
    public async Task A_watcher_that_left_holds_up_no_one()
    {
        var gone = _watchers.Add();
        var stays = _watchers.Add();
        _watchers.Follow(gone, Number);
        _watchers.Follow(stays, Number);
        _watchers.Remove(gone, [Number]);

        _watchers.Deliver([Entry(Number, 1)]);
        _watchers.EndAll(LiveErrors.Resubscribe);

        Assert.Equal([1], (await DrainAsync(stays)).Sequences);
    }

    [Fact]
    public async Task A_watcher_that_reads_too_slowly_is_cut_off_after_what_it_had()
    {
        var watcher = _watchers.Add();
        _watchers.Follow(watcher, Number);

        _watchers.Deliver(Enumerable.Range(1, Watcher.BufferedEntries + 10).Select(sequence => Entry(Number, sequence)));

        var (sequences, end) = await DrainAsync(watcher);
        Assert.Equal((Watcher.BufferedEntries, StatusCode.ResourceExhausted), (sequences.Count, end));
    }

    [Fact]
    public async Task After_a_gap_every_watcher_is_told_to_follow_again()
    {
        var watcher = _watchers.Add();

        _watchers.EndAll(LiveErrors.Resubscribe);

        Assert.Equal(StatusCode.Unavailable, (await DrainAsync(watcher)).End);
    }

    [Fact]
    public async Task Who_comes_while_the_service_stops_is_sent_elsewhere()
    {
        _watchers.Close(LiveErrors.Resubscribe);

        Assert.Equal(StatusCode.Unavailable, (await DrainAsync(_watchers.Add())).End);
    }

    [Fact]
    public void A_message_between_replicas_reads_back_the_same()
    {
        var message = new FeedMessage(Guid.CreateVersion7(), [Entry(Number, 1), Entry(Other, 2)]);

        var read = FeedMessage.Decode(message.Encode());

        Assert.Equal(message.Origin, read.Origin);
        Assert.Equal(message.Entries, read.Entries);
    }

    private static WatchResponse Entry(string number, int sequence) =>
        new() { TrackingNumber = number, Entry = new TimelineEntry { Sequence = sequence } };

    private static async Task<(List<int> Sequences, StatusCode End)> DrainAsync(Watcher watcher)
    {
        var sequences = new List<int>();
        var end = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            await foreach (var response in watcher.ReadAllAsync(Cancellation))
            {
                sequences.Add(response.Entry.Sequence);
            }
        });
        return (sequences, end.StatusCode);
    }
}
