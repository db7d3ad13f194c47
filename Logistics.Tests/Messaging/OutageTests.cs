using Logistics.Contracts.Events;
using Logistics.Tests.Infrastructure;
using Logistics.Tests.Messaging.Support;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
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
        var events = new List<IEvent>();

        await PublishSomeAsync(service, events, 1000);
        servers.KillBroker();
        await PublishSomeAsync(service, events, 500);
        await Eventually.AssertAsync(service.HealthAsync, health =>
            health.Entries["outbox"].Status == HealthStatus.Degraded && health.Entries["subscriptions"].Status == HealthStatus.Unhealthy);
        await servers.BrokerIsBackAsync();
        await PublishSomeAsync(service, events, 500);

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
                var properties = new RabbitMQ.Client.BasicProperties { Type = @event.EventName, MessageId = @event.EventId.ToString(), Persistent = true };
                await wire.SendAsync(service.Queue, properties, EventCatalogue.Serialize(@event));
            }

            await Eventually.AssertAsync(
                service.HealthAsync, health => health.Entries["subscriptions"].Description?.Contains("The database is away", StringComparison.Ordinal) == true);
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

    private static async Task PublishSomeAsync(TestService service, List<IEvent> all, int count)
    {
        foreach (var some in Enumerable.Range(0, count).Select(_ => TestEvents.Any()).Chunk(10))
        {
            await service.PublishAsync(some);
            all.AddRange(some);
        }
    }
}
