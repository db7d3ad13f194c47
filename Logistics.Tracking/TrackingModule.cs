using Logistics.Contracts.Events;
using Logistics.Messaging;
using Logistics.ServiceDefaults;
using Logistics.ServiceDefaults.Live;
using Logistics.Tracking.Features.EstimateDelivery;
using Logistics.Tracking.Features.GetTimeline;
using Logistics.Tracking.Features.KeepAliases;
using Logistics.Tracking.Features.KeepPartitions;
using Logistics.Tracking.Features.ListLocations;
using Logistics.Tracking.Features.ManageWebhooks;
using Logistics.Tracking.Features.ProjectTimeline;
using Logistics.Tracking.Features.QueueWebhooks;
using Logistics.Tracking.Features.RecordLocations;
using Logistics.Tracking.Features.SendWebhooks;
using Logistics.Tracking.Features.WatchAccount;
using Logistics.Tracking.Features.WatchTimeline;
using Logistics.Tracking.Persistence;

namespace Logistics.Tracking;

/// <summary>The service's table of contents.</summary>
internal static class TrackingModule
{
    /// <summary>What may gather before it is handled: nobody waits for it by the millisecond.</summary>
    private static readonly TimeSpan AMoment = TimeSpan.FromMilliseconds(50);

    public static void AddTracking(this WebApplicationBuilder builder)
    {
        builder.AddServiceDefaults();
        builder.AddCallerAuthentication();
        builder.AddGrpcDefaults();
        builder.Services.AddAccess();

        builder.AddDatabase<TrackingDbContext>("trackingdb");
        builder.AddMigrations<TrackingDbContext>(afterwards: async (services, stopping) =>
        {
            await services.GetRequiredService<PingPartitions>().KeepAsync(stopping);
            services.GetRequiredService<WebhookSignal>().Open();
        });
        builder.AddRecurringWork<PingPartitions>(
            "Keeping the partitions of pings", TimeSpan.FromHours(1), (partitions, stopping) => partitions.KeepAsync(stopping));
        builder.AddRedisClient("cache");
        builder.AddMessaging<TrackingDbContext>("tracking", messaging => messaging
            .Subscribe<TimelineProjector>("timeline", "shipment.#")
            .Subscribe<AliasProjector>("aliases", ShipmentEventNames.Updated)
            .Subscribe<WebhookEventsHandler>("webhooks", AMoment, WebhookEventsHandler.EventNames));

        builder.Services.AddOptionsWithValidateOnStart<TrackingOptions, TrackingOptionsValidator>()
            .BindConfiguration(TrackingOptions.Section);
        builder.Services.AddSingleton<Watchers>();
        builder.Services.AddSingleton<LiveFeed>();
        builder.Services.AddHostedService(services => services.GetRequiredService<LiveFeed>());
        builder.Services.AddScoped<GetTimelineHandler>();
        builder.Services.AddScoped<WatchTimelineHandler>();

        builder.Services.AddScoped<Estimation>();
        builder.Services.AddSingleton<Estimator>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Estimator>());

        builder.Services.AddSingleton<Doorbell>();
        builder.Services.AddSingleton<EntryTail>();
        builder.Services.AddHostedService(services => services.GetRequiredService<EntryTail>());
        builder.Services.AddScoped<WatchAccountHandler>();

        builder.Services.AddScoped<PingPartitions>();
        builder.Services.AddScoped<RecordLocationsHandler>();
        builder.Services.AddScoped<ListLocationsHandler>();
        builder.AddWebhooks();
    }

    public static void MapTracking(this WebApplication app)
    {
        app.UseServiceDefaults();
        app.MapDefaultEndpoints();
        app.MapGrpcService<TrackingGrpcService>();
        app.MapGrpcService<LiveGrpcService>();
        app.MapGrpcService<LocationsGrpcService>();
        app.MapGrpcService<WebhooksGrpcService>();
        app.MapQueues<TrackingDbContext>();
    }

    private static void AddWebhooks(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptionsWithValidateOnStart<WebhookOptions, WebhookOptionsValidator>().BindConfiguration(WebhookOptions.Section);
        builder.Services.AddSingleton<PublicAddresses>();
        builder.Services.AddSingleton<WebhookSecrets>();
        builder.Services.AddSingleton<WebhookSignal>();
        builder.Services.AddSingleton<WebhookIntake>();
        builder.Services.AddSingleton<WebhookQueue>();
        builder.Services.AddSingleton<WebhookPlan>();
        builder.Services.AddSingleton<WebhookSender>();
        builder.Services.AddSingleton<WebhookMetrics>();
        builder.Services.AddHostedService<WebhookDispatcher>();
        builder.Services.AddSingleton<WebhookFields>();
        builder.Services.AddScoped<WebhooksHandler>();
        builder.Services.AddScoped<DeliveriesHandler>();
        builder.Services.AddScoped<WebhookPurge>();
        builder.AddRecurringWork<WebhookPurge>(
            "Forgetting old deliveries", TimeSpan.FromHours(1), (purge, cancellationToken) => purge.SweepAsync(cancellationToken));
    }
}
