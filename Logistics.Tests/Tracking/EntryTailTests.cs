using Grpc.Core;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Contracts.Tracking.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Live;
using Logistics.Tests.Infrastructure;
using Logistics.Tracking;
using Logistics.Tracking.Features.ProjectTimeline;
using Logistics.Tracking.Features.WatchAccount;
using Logistics.Tracking.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace Logistics.Tests.Tracking;

/// <summary>Several replicas write and tell at once, on PostgreSQL; those who watch come, go and come back elsewhere.</summary>
public sealed class EntryTailTests(SystemFixture fixture)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_watches_now_here_now_there_gets_each_entry_once_and_in_order()
    {
        await using var database = await FreshDatabase<TrackingDbContext>.CreateAsync(fixture, "trackingdb");
        await using var here = await Replica.StartAsync(database);
        await using var there = await Replica.StartAsync(database);
        var stories = Enumerable.Range(0, 60)
            .Select(_ => Story.Tell(ShipmentStatus.Created, ShipmentStatus.PickedUp, ShipmentStatus.InTransit)).ToList();
        var owner = stories[0][0].OwnerId;
        List<ShipmentEvent> events = [.. stories.SelectMany(story => story.Select(@event => @event with { OwnerId = owner }))];

        var writing = Task.WhenAll(new[] { here, there }.Select(replica => Task.Run(
            async () =>
            {
                foreach (var batch in events.Where((_, index) => index % 2 == (replica == here ? 0 : 1)).Chunk(3))
                {
                    await using var db = database.Open();
                    await TimelineWriter.WriteAsync(db, batch, Cancellation);
                    here.Bell.Ring();
                    there.Bell.Ring();
                }
            },
            Cancellation)));

        var seen = new List<WatchAccountResponse>();
        var position = 0L;
        while (seen.Count < events.Count)
        {
            var replica = seen.Count / 20 % 2 == 0 ? here : there;
            seen.AddRange(await replica.WatchAsync(owner, position, Math.Min(20, events.Count - seen.Count), Cancellation));
            position = seen[^1].Position;
        }

        await writing;
        Assert.Equal(seen.Select(response => response.Position).Order().Distinct(), seen.Select(response => response.Position));
        Assert.Equal(
            events.Select(@event => @event.EventId.ToString()).ToHashSet(),
            seen.Select(response => response.Entry.Entry.EventId).ToHashSet());
    }

    private sealed class Replica : IAsyncDisposable
    {
        private readonly ServiceProvider _services;
        private readonly EntryTail _tail;

        private Replica(FreshDatabase<TrackingDbContext> database)
        {
            _services = new ServiceCollection().AddScoped(_ => database.Open()).BuildServiceProvider();
            _tail = new EntryTail(
                Scopes,
                Bell,
                new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance),
                TimeProvider.System,
                NullLogger<EntryTail>.Instance);
        }

        public Doorbell Bell { get; } = new();

        private IServiceScopeFactory Scopes => _services.GetRequiredService<IServiceScopeFactory>();

        public static async Task<Replica> StartAsync(FreshDatabase<TrackingDbContext> database)
        {
            var replica = new Replica(database);
            await replica._tail.StartAsync(Cancellation);
            return replica;
        }

        /// <summary>Watches from a position until so many entries have come.</summary>
        public async Task<IReadOnlyList<WatchAccountResponse>> WatchAsync(
            Guid owner, long after, int count, CancellationToken cancellationToken)
        {
            using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var responses = new Responses(count, leaving);
            try
            {
                await new WatchAccountHandler(Scopes, _tail, Options.Create(new TrackingOptions()), TimeProvider.System).WatchAsync(
                    new WatchAccountRequest { After = after }, new Caller(owner, [Roles.Customer]), TimeProvider.System.GetUtcNow()
                        .AddHours(1), responses, leaving.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Enough came.
            }

            return responses.Taken;
        }

        public async ValueTask DisposeAsync()
        {
            await _tail.StopAsync(CancellationToken.None);
            _tail.Dispose();
            await _services.DisposeAsync();
        }
    }

    private sealed class Responses(int count, CancellationTokenSource leaving) : IServerStreamWriter<WatchAccountResponse>
    {
        public List<WatchAccountResponse> Taken { get; } = [];

        public WriteOptions? WriteOptions { get; set; }

        public async Task WriteAsync(WatchAccountResponse message)
        {
            if (message.Entry is not null)
            {
                Taken.Add(message);
            }

            if (Taken.Count >= count)
            {
                await leaving.CancelAsync();
                leaving.Token.ThrowIfCancellationRequested();
            }
        }

        public Task WriteAsync(WatchAccountResponse message, CancellationToken cancellationToken) => WriteAsync(message);
    }
}
