using System.Collections.Concurrent;
using Logistics.Contracts.Events;
using Logistics.Tests.Infrastructure;
using Logistics.Tests.Messaging.Support;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using RabbitMQ.Client;
using Xunit;

namespace Logistics.Tests.Messaging;

/// <summary>Servers that are away, and come back.</summary>
[Collection(SystemFixture.Disruptive)]
public sealed class OutageTests(MessagingServers servers) : IClassFixture<MessagingServers>
{
    [Fact]
    public async Task Nothing_is_lost_and_nothing_doubled_when_the_broker_is_killed_under_load()
    {
        await using var service = await TestService.StartAsync(servers.Broker, await servers.CreateDatabaseAsync());
        using var enough = new CancellationTokenSource();
        var events = new ConcurrentQueue<IEvent>();
        var load = PublishAsync(service, events, enough.Token);

        // RabbitMQ 3.10 writes its list of quorum queues seconds late: one made right before a kill is lost, with all that it holds.
        var started = TimeProvider.System.GetTimestamp();
        await Eventually.AssertAsync(() => events.Count > 500 && TimeProvider.System.GetElapsedTime(started) > TimeSpan.FromSeconds(6));
        servers.KillBroker();
        await Eventually.AssertAsync(service.HealthAsync, health =>
            health.Entries["outbox"].Status == HealthStatus.Degraded && health.Entries["subscriptions"].Status == HealthStatus.Unhealthy);
        await servers.BrokerIsBackAsync();
        var back = events.Count;
        await Eventually.AssertAsync(() => events.Count > back + 500);
        await enough.CancelAsync();
        await load;

        await service.HasEffectsAsync(events, TimeSpan.FromMinutes(1));
        await service.OutboxIsEmptyAsync();
        await Eventually.AssertAsync(service.HealthAsync, health => health.Status == HealthStatus.Healthy);
    }

    [Fact]
    public async Task A_service_starts_without_the_broker_accepts_events_and_publishes_them_when_it_comes()
    {
        await servers.StopBrokerAsync();
        await using var service = await TestService.StartAsync(servers.Broker, await servers.CreateDatabaseAsync(), ready: false);
        var @event = TestEvents.Any();
        try
        {
            await service.PublishAsync(@event);
            Assert.Equal(1, await service.OutboxRowsAsync(TestContext.Current.CancellationToken));
        }
        finally
        {
            await servers.StartBrokerAsync();
        }

        await service.HasEffectsAsync([@event], TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Consumers_wait_for_a_database_that_is_away_and_use_up_no_attempts()
    {
        await using var service = await TestService.StartAsync(servers.Broker, await servers.CreateDatabaseAsync());
        await using var wire = await RawQueue.ConnectAsync(servers.Broker);
        var events = Enumerable.Range(0, 20).Select(_ => TestEvents.Any()).ToList();

        await servers.StopDatabaseAsync();
        try
        {
            foreach (var @event in events)
            {
                var properties = new BasicProperties { Type = @event.EventName, MessageId = @event.EventId.ToString(), Persistent = true };
                await wire.SendAsync(service.Queue, properties, EventCatalogue.Serialize(@event));
            }

            await Eventually.AssertAsync(
                service.HealthAsync,
                health => health.Entries["subscriptions"].Description?.Contains("The database is away", StringComparison.Ordinal) == true);
        }
        finally
        {
            await servers.StartDatabaseAsync();
        }

        NpgsqlConnection.ClearAllPools();
        await service.HasEffectsAsync(events, TimeSpan.FromMinutes(1));
        Assert.Empty(await service.DeadLettersAsync(0));
        Assert.Equal(0u, await wire.Channel.MessageCountAsync($"{service.Queue}.retry.100ms", TestContext.Current.CancellationToken));
        await Eventually.AssertAsync(service.HealthAsync, health => health.Status == HealthStatus.Healthy);
    }

    private static async Task PublishAsync(TestService service, ConcurrentQueue<IEvent> published, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            var some = Enumerable.Range(0, 10).Select(_ => TestEvents.Any()).ToList();
            await service.PublishAsync(some);
            some.ForEach(published.Enqueue);
        }
    }
}
