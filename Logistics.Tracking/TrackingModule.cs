using Logistics.Messaging;
using Logistics.ServiceDefaults;
using Logistics.Tracking.Features.GetTimeline;
using Logistics.Tracking.Features.ProjectTimeline;
using Logistics.Tracking.Features.WatchTimeline;
using Logistics.Tracking.Persistence;

namespace Logistics.Tracking;

/// <summary>The service's table of contents.</summary>
internal static class TrackingModule
{
    public static void AddTracking(this WebApplicationBuilder builder)
    {
        builder.AddServiceDefaults();
        builder.AddCallerAuthentication();
        builder.AddGrpcDefaults();

        builder.AddDatabase<TrackingDbContext>("trackingdb");
        builder.AddMigrations<TrackingDbContext>();
        builder.AddRedisClient("cache");
        builder.AddMessaging<TrackingDbContext>("tracking", messaging => messaging
            .Subscribe<TimelineProjector>("timeline", "shipment.#"));

        builder.Services.AddOptionsWithValidateOnStart<TrackingOptions, TrackingOptionsValidator>().BindConfiguration(TrackingOptions.Section);
        builder.Services.AddSingleton<Watchers>();
        builder.Services.AddSingleton<LiveFeed>();
        builder.Services.AddHostedService(services => services.GetRequiredService<LiveFeed>());
        builder.Services.AddScoped<GetTimelineHandler>();
        builder.Services.AddScoped<WatchTimelineHandler>();
    }

    public static void MapTracking(this WebApplication app)
    {
        app.UseServiceDefaults();
        app.MapDefaultEndpoints();
        app.MapGrpcService<TrackingGrpc>();
    }
}
