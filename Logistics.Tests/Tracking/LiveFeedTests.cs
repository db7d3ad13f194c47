using Grpc.Core;
using Logistics.Contracts.Common.V1;
using Logistics.ServiceDefaults.Live;
using Logistics.Tests.Infrastructure;
using Logistics.Tracking.Domain;
using Logistics.Tracking.Features;
using Logistics.Tracking.Features.WatchAccount;
using Logistics.Tracking.Features.WatchTimeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;
using Xunit;

namespace Logistics.Tests.Tracking;

/// <summary>
/// Two replicas' feeds, over Redis. A replica that starts ends the streams of the others, so the tests watch only once all have.
/// </summary>
public sealed class LiveFeedTests(SystemFixture fixture)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_one_replica_announces_reaches_its_own_watchers_and_those_of_the_others_once()
    {
        await using var here = await StartAsync();
        await using var there = await StartAsync();
        var entries = Story.Tell(ShipmentStatus.Created, ShipmentStatus.PickedUp)
            .Select(@event => TimelineAnswer.News(TimelineEntry.From(@event))).ToList();
        await Eventually.AssertAsync(cancellationToken => there.HearsAsync(here, cancellationToken));

        var watchers = new[] { here.Watch(entries[0].TrackingNumber), there.Watch(entries[0].TrackingNumber) };
        here.Feed.Announce(entries);

        foreach (var watcher in watchers)
        {
            Assert.Equal(
                [1, 2],
                await watcher.ReadAllAsync(Cancellation).Take(2).Select(response => response.Entry.Sequence).ToListAsync(Cancellation));
        }
    }

    [Fact]
    public async Task A_replica_that_starts_makes_the_watchers_of_the_others_follow_again()
    {
        await using var here = await StartAsync();
        await using var third = await StartAsync();
        await Eventually.AssertAsync(cancellationToken => here.HearsAsync(third, cancellationToken));
        var watcher = here.Watch("PKG000000000000W");

        await using var there = await StartAsync();

        var end = await Assert.ThrowsAsync<RpcException>(async () => await watcher.ReadAllAsync(Cancellation).FirstAsync(Cancellation));
        Assert.Equal(StatusCode.Unavailable, end.StatusCode);
    }

    private async Task<Replica> StartAsync()
    {
        var system = await fixture.StartedAsync(Cancellation);
        var replica = new Replica(await ConnectionMultiplexer.ConnectAsync(await system.ConnectionStringAsync("cache", Cancellation)));
        await replica.Feed.StartAsync(Cancellation);
        return replica;
    }

    private sealed class Replica : IAsyncDisposable
    {
        private readonly ConnectionMultiplexer _redis;
        private readonly Watchers _watchers = new();

        public Replica(ConnectionMultiplexer redis)
        {
            _redis = redis;
            var (bell, lifetime) = (new Doorbell(), new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance));
            var scopes = new ServiceCollection().BuildServiceProvider().GetRequiredService<IServiceScopeFactory>();
            var tail = new EntryTail(scopes, bell, lifetime, TimeProvider.System, NullLogger<EntryTail>.Instance);
            Feed = new LiveFeed(
                _watchers, tail, bell, redis, lifetime, TimeProvider.System, NullLogger<LiveFeed>.Instance);
        }

        public LiveFeed Feed { get; }

        public Watcher Watch(string number)
        {
            var watcher = _watchers.Add();
            _watchers.Follow(watcher, number);
            return watcher;
        }

        /// <summary>Whether what the other announces arrives here: both have started, and their starting is over.</summary>
        public async Task<bool> HearsAsync(Replica other, CancellationToken cancellationToken)
        {
            var entry = TimelineAnswer.News(TimelineEntry.From(Story.Tell(ShipmentStatus.Created)[0]));
            var watcher = Watch(entry.TrackingNumber);
            other.Feed.Announce([entry]);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(TimeSpan.FromSeconds(1));
            return await watcher.ReadAllAsync(limit.Token).FirstAsync(limit.Token) is not null;
        }

        public async ValueTask DisposeAsync()
        {
            await Feed.StopAsync(CancellationToken.None);
            Feed.Dispose();
            await _redis.CloseAsync();
            _redis.Dispose();
        }
    }
}
