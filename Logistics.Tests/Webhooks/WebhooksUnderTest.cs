using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Contracts.Tracking.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.Tests.Infrastructure;
using Logistics.Tests.Tracking;
using Logistics.Tracking.Features.ManageWebhooks;
using Logistics.Tracking.Features.ProjectTimeline;
using Logistics.Tracking.Features.QueueWebhooks;
using Logistics.Tracking.Features.SendWebhooks;
using Logistics.Tracking.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Logistics.Tests.Webhooks;

/// <summary>
/// All of webhooks on a database of a test's own, with as many replicas of the dispatcher as it wants and a schedule of its own.
/// </summary>
internal sealed class WebhooksUnderTest : IAsyncDisposable
{
    private readonly FreshDatabase<TrackingDbContext> _database;
    private readonly List<ServiceProvider> _replicas = [];
    private readonly ServiceProvider _services;
    private readonly WebhookOptions _options;

    private WebhooksUnderTest(FreshDatabase<TrackingDbContext> database, WebhookOptions options)
    {
        (_database, _options) = (database, options);
        _services = Services();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public Caller Owner { get; } = new(Guid.CreateVersion7(), [Roles.Customer]);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static async Task<WebhooksUnderTest> CreateAsync(
        SystemFixture fixture, int replicas = 1, Action<WebhookOptions>? configure = null)
    {
        var options = new WebhookOptions
        {
            KeySecret = "a secret of these tests",
            AllowHttp = true,
            AllowedNetworks = ["127.0.0.0/8"],
            RetryDelays = [TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(50)],
            LongestPause = TimeSpan.FromMilliseconds(50),
            PollInterval = TimeSpan.FromMilliseconds(20),
        };
        configure?.Invoke(options);
        var webhooks = new WebhooksUnderTest(await FreshDatabase<TrackingDbContext>.CreateAsync(fixture, "trackingdb"), options);
        for (var replica = 0; replica < replicas; replica++)
        {
            await webhooks.StartReplicaAsync();
        }

        return webhooks;
    }

    /// <returns>The id and the secret.</returns>
    public async Task<(string Id, string Secret)> AddAsync(Uri url, params string[] events)
    {
        var made = await ManageAsync(
            webhooks => webhooks.CreateAsync(new CreateWebhookRequest { Url = url.ToString(), Events = { events } }, Owner, Token));
        Assert.True(made.IsSuccess(out var webhook, out var error), error?.ToString());
        return (webhook.Webhook.Id, webhook.Secret);
    }

    public async Task<T> ManageAsync<T>(Func<WebhooksHandler, Task<T>> act)
    {
        await using var db = _database.Open();
        return await act(new WebhooksHandler(db, Get<WebhookFields>(), Get<WebhookSecrets>(), Get<WebhookSignal>(), TimeProvider.System));
    }

    public async Task<T> LogAsync<T>(Func<DeliveriesHandler, Task<T>> act)
    {
        await using var db = _database.Open();
        return await act(new DeliveriesHandler(db, Get<WebhookSignal>(), TimeProvider.System));
    }

    /// <summary>Events of one parcel of the owner, with these statuses.</summary>
    public async Task<IReadOnlyList<ShipmentEvent>> HappenAsync(params ShipmentStatus[] statuses)
    {
        IReadOnlyList<ShipmentEvent> events = [.. Story.Tell(statuses).Select(@event => @event with { OwnerId = Owner.UserId })];
        await HandleAsync(events);
        return events;
    }

    /// <summary>As the service does when they arrive.</summary>
    public async Task HandleAsync(IReadOnlyList<IEvent> events)
    {
        var (ofShipments, others) = (events.OfType<ShipmentEvent>().ToList(), events.Where(@event => @event is not ShipmentEvent).ToList());
        await using var db = _database.Open();
        if (ofShipments.Count > 0)
        {
            var (_, listeners) = await TimelineWriter.WriteAsync(db, ofShipments, Token);
            await Get<WebhookIntake>().QueueAsync(ofShipments.Select(@event => ((IEvent)@event, @event.OwnerId)), listeners, db, Token);
        }

        if (others.Count > 0)
        {
            await new WebhookEventsHandler(Get<WebhookIntake>()).ProjectAsync(others, db, Token);
        }
    }

    /// <summary>The log of a webhook as it is now, newest first.</summary>
    public async Task<IReadOnlyList<Delivery>> DeliveriesAsync(string webhookId)
    {
        var answer = await LogAsync(log => log.ListAsync(new ListDeliveriesRequest { WebhookId = webhookId, Limit = 100 }, Owner, Token));
        return answer.IsSuccess(out var list, out _) ? list.Deliveries : [];
    }

    public Task<IReadOnlyList<Delivery>> EndedAsync(string webhookId, int count = 1) => Eventually.AssertAsync(
        _ => DeliveriesAsync(webhookId), deliveries => deliveries.Count >= count
            && deliveries.All(delivery => delivery.State != DeliveryState.Pending));

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in _replicas)
        {
            await replica.GetRequiredService<WebhookDispatcher>().StopAsync(CancellationToken.None);
            await replica.DisposeAsync();
        }

        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    public async Task StartReplicaAsync()
    {
        var services = Services();
        _replicas.Add(services);
        services.GetRequiredService<WebhookSignal>().Open();
        await services.GetRequiredService<WebhookDispatcher>().StartAsync(Token);
    }

    private ServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMetrics();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(Options.Create(_options));
        services.AddScoped(_ => _database.Open());
        services.AddSingleton(_database.Connections);
        services.AddSingleton<PublicAddresses>();
        services.AddSingleton<WebhookSecrets>();
        services.AddSingleton<WebhookSignal>();
        services.AddSingleton<WebhookIntake>();
        services.AddSingleton<WebhookQueue>();
        services.AddSingleton<WebhookPlan>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<WebhookMetrics>();
        services.AddSingleton<WebhookDispatcher>();
        services.AddSingleton<WebhookFields>();
        return services.BuildServiceProvider();
    }
}
