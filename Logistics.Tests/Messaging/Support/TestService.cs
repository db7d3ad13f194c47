using Logistics.Contracts.Events;
using Logistics.Messaging;
using Logistics.Messaging.Topology;
using Logistics.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Xunit;

namespace Logistics.Tests.Messaging.Support;

/// <summary>
/// A service with an outbox and one subscription, as a process of its own would have it; two of one name and database are replicas.
/// </summary>
internal sealed class TestService : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly string? _broker;

    private TestService(IHost host, string name, string? broker)
    {
        (_host, _broker) = (host, broker);
        Name = name;
    }

    public string Name { get; }

    public string Queue => $"{Name}.test";

    public string Exchange => $"{Name}.events";

    public HandlerScript Script => _host.Services.GetRequiredService<HandlerScript>();

    public IServiceProvider Services => _host.Services;

    /// <summary>Builds and starts it; with the broker there, waits until it consumes.</summary>
    public static async Task<TestService> StartAsync(
        string broker,
        string database,
        string? name = null,
        Action<MessagingOptions>? configure = null,
        bool ready = true,
        bool subscribe = true)
    {
        var service = Build(broker, database, name ?? UniqueName(), configure, subscribe);
        await using (var scope = service.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<TestDbContext>();
            await db.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        }

        await service._host.StartAsync(TestContext.Current.CancellationToken);
        if (ready)
        {
            await Eventually.AssertAsync(service.HealthAsync, health => health.Status == HealthStatus.Healthy);
        }

        return service;
    }

    /// <summary>Queues outlive the service, so no two tests may share a name.</summary>
    public static string UniqueName() => $"test-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";

    public async Task PublishAsync(params IEnumerable<IEvent> events)
    {
        await InScopeAsync(async db =>
        {
            foreach (var @event in events)
            {
                db.Publish(@event);
            }

            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            return true;
        });
    }

    public async Task<T> InScopeAsync<T>(Func<TestDbContext, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TestDbContext>());
    }

    public Task<List<Guid>> EffectsAsync(CancellationToken cancellationToken) =>
        InScopeAsync(
            db => db.Effects.AsNoTracking().OrderBy(effect => effect.Id).Select(effect => effect.EventId).ToListAsync(cancellationToken));

    /// <summary>Waits until these events, and no others, have taken effect once each, in any order.</summary>
    public Task HasEffectsAsync(IEnumerable<IEvent> events, TimeSpan? timeout = null)
    {
        var expected = events.Select(@event => @event.EventId).Order().ToList();
        return Eventually.AssertAsync(EffectsAsync, effects => effects.Order().SequenceEqual(expected), timeout);
    }

    public Task<int> OutboxRowsAsync(CancellationToken cancellationToken) =>
        InScopeAsync(
            db => db.Database.SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM outbox_messages").SingleAsync(cancellationToken));

    public Task OutboxIsEmptyAsync() => Eventually.AssertAsync(OutboxRowsAsync, rows => rows == 0);

    public Task<HealthReport> HealthAsync(CancellationToken cancellationToken) =>
        Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(cancellationToken);

    public async Task<T> WithDeadLettersAsync<T>(Func<DeadLetters<TestDbContext>, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<DeadLetters<TestDbContext>>());
    }

    /// <summary>Waits for the dead letters that are open.</summary>
    public async Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(int count) => await Eventually.AssertAsync(
        token => WithDeadLettersAsync(async letters => (await letters.ListAsync(new DeadLetterFilter(), null, 200, token)).Items),
        letters => letters.Count == count);

    public Task StopAsync() => _host.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        if (_broker is not null)
        {
            await DeleteQueuesAsync(_broker);
        }

        _host.Dispose();
    }

    /// <summary>A broker with hundreds of queues is slow to come back when a test kills it.</summary>
    private async Task DeleteQueuesAsync(string broker)
    {
        var queues = new SubscriptionQueues(Queue, Services.GetRequiredService<IOptions<MessagingOptions>>().Value);
        await using var wire = await RawQueue.ConnectAsync(broker);
        foreach (var queue in queues.Retries.Append(queues.DeadLetters).Append(Queue))
        {
            await wire.Channel.QueueDeleteAsync(queue, ifUnused: false, ifEmpty: false, noWait: false, CancellationToken.None);
        }
    }

    private static TestService Build(string broker, string database, string name, Action<MessagingOptions>? configure, bool subscribe)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(
            [new("ConnectionStrings:messaging", broker), new("ConnectionStrings:testdb", database)]);
        builder.Logging.AddProvider(new TestOutputLog());
        builder.Services.AddSingleton<HandlerScript>();
        builder.AddDatabase<TestDbContext>("testdb");
        builder.AddMessaging<TestDbContext>(name, messaging =>
        {
            messaging.Configure(options =>
            {
                options.Exchange = $"{name}.events";
                options.RetryDelays = [TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(200)];
                configure?.Invoke(options);
            });
            if (subscribe)
            {
                messaging.Subscribe<ScriptedHandler>("test", UserRegistered.Name);
            }
        });
        return new TestService(builder.Build(), name, subscribe ? broker : null);
    }
}
