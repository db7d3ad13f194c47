using Logistics.Contracts.Identity.V1;
using Logistics.Contracts.Notifications.V1;
using Logistics.Contracts.Shipments.V1;
using Logistics.Contracts.Tracking.V1;
using Logistics.Gateway.Api;
using Logistics.Gateway.ApiKeys;
using Logistics.Gateway.Features.GetTimeline;
using Logistics.Gateway.Features.ManageQueues;
using Logistics.Gateway.Features.PublishKeys;
using Logistics.Gateway.Features.ReportHealth;
using Logistics.Gateway.Features.StreamTimeline;
using Logistics.Gateway.Http;
using Logistics.Gateway.Idempotency;
using Logistics.Gateway.Live;
using Logistics.Gateway.OpenApi;
using Logistics.Gateway.RateLimits;
using Logistics.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace Logistics.Gateway;

/// <summary>The one public door, put together. Its addresses are in <see cref="Routes"/>.</summary>
internal static class GatewayModule
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.AddServiceDefaults();
        builder.AddCallerAuthentication();
        builder.AddRedisClient("cache");
        builder.AddServiceClient<IdentityService.IdentityServiceClient>("identity");
        builder.AddServiceClient<ProfilesService.ProfilesServiceClient>("identity");
        builder.AddServiceClient<AdministrationService.AdministrationServiceClient>("identity");
        builder.AddServiceClient<ApiKeysService.ApiKeysServiceClient>("identity");
        builder.AddServiceClient<PersonalDataService.PersonalDataServiceClient>("identity");
        builder.AddServiceClient<ShipmentsService.ShipmentsServiceClient>("shipments");
        builder.AddServiceClient<AliasesService.AliasesServiceClient>("shipments");
        builder.AddServiceClient<BulkService.BulkServiceClient>("shipments");
        builder.AddServiceClient<LabelsService.LabelsServiceClient>("shipments");
        builder.AddServiceClient<ShipmentCommandsService.ShipmentCommandsServiceClient>("shipments");
        builder.AddServiceClient<SharingService.SharingServiceClient>("shipments");
        builder.AddServiceClient<ProofsService.ProofsServiceClient>("shipments");
        builder.AddServiceClient<StatisticsService.StatisticsServiceClient>("shipments");
        builder.AddServiceClient<TrackingService.TrackingServiceClient>("tracking");
        builder.AddServiceClient<LiveService.LiveServiceClient>("tracking");
        builder.AddServiceClient<LocationsService.LocationsServiceClient>("tracking");
        builder.AddServiceClient<WebhooksService.WebhooksServiceClient>("tracking");
        builder.AddServiceClient<NotificationsService.NotificationsServiceClient>("notifications");
        builder.AddServiceClient<ExplanationsService.ExplanationsServiceClient>("notifications");
        builder.AddServiceClient<InboxService.InboxServiceClient>("notifications");
        builder.AddServiceClient<RequestsService.RequestsServiceClient>("notifications");
        builder.AddServiceClient<IdentityQueues>("identity");
        builder.AddServiceClient<ShipmentsQueues>("shipments");
        builder.AddServiceClient<TrackingQueues>("tracking");
        builder.AddServiceClient<NotificationsQueues>("notifications");
        builder.Services.AddTransient<QueueServices>();
        builder.AddServiceClient<SuppressionsService.SuppressionsServiceClient>("notifications");
        builder.AddServiceClient<TemplatesService.TemplatesServiceClient>("notifications");
        builder.AddServiceClient<ProviderReportsService.ProviderReportsServiceClient>("notifications");
        builder.Services.AddSingleton(new ServiceAddresses(builder.Configuration));
        builder.Services.AddHttpClient();

        builder.Services.AddOptionsWithValidateOnStart<GatewayOptions, GatewayOptionsValidator>().BindConfiguration(GatewayOptions.Section);
        builder.Services.AddOptionsWithValidateOnStart<RateLimitOptions, RateLimitOptionsValidator>()
            .BindConfiguration(RateLimitOptions.Section);
        builder.Services.AddOptionsWithValidateOnStart<IdempotencyOptions, IdempotencyOptionsValidator>()
            .BindConfiguration(IdempotencyOptions.Section);
        builder.Services.AddOptionsWithValidateOnStart<LiveOptions, LiveOptionsValidator>().BindConfiguration(LiveOptions.Section);

        builder.AddHttp();
        builder.Services.AddAccess();
        builder.Services.AddSingleton<KeyExchange>();
        builder.Services.AddSingleton<RateLimiting>();
        builder.Services.AddSingleton<TrackingMisses>();
        builder.Services.AddSingleton<PublicTimelines>();
        builder.Services.AddSingleton<AnswerCache>();
        builder.Services.AddSingleton<IdempotentRequests>();
        builder.Services.AddSingleton<SigningKeys>();
        builder.Services.AddSingleton<SystemHealthReader>();
        builder.Services.AddSingleton<RelayedStream>();
        builder.Services.AddSingleton<TimelineHub>();
        builder.Services.AddHostedService<TimelineFeed>();
        builder.Services.AddHostedService<WarmUp>();
        builder.Services.AddApiDescription();

        var app = builder.Build();
        app.UseHttp();
        app.MapRoutes();
        app.MapDefaultEndpoints();
        return app;
    }

    private static void AddHttp(this WebApplicationBuilder builder)
    {
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            GatewayJson.Apply(json.SerializerOptions);
            json.SerializerOptions.TypeInfoResolverChain.Clear(); // of which the last would be reflection
            json.SerializerOptions.TypeInfoResolverChain.Add(GatewayJson.Default);
        });
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true); // FailureHandler says what is wrong
        builder.Services.AddExceptionHandler<FailureHandler>();

        var options = builder.Configuration.GetSection(GatewayOptions.Section).Get<GatewayOptions>() ?? new GatewayOptions();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = options.MaxBodyBytes);
        builder.Services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new()
        {
            Timeout = options.RequestTimeout,
            TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
            WriteTimeoutResponse = context => Problems.WriteAsync(context, EdgeErrors.TimedOut),
        });
        builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins(options.AllowedOrigins)
            .AllowAnyMethod()
            .AllowAnyHeader()
            .WithExposedHeaders("ETag", "Location", "Retry-After", "RateLimit", "RateLimit-Policy", "Idempotent-Replayed")));
    }

    private static void UseHttp(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(StatusProblems.WriteAsync);
        if (app.Services.GetRequiredService<IOptions<GatewayOptions>>().Value.AllowedOrigins.Length > 0)
        {
            app.UseCors();
        }

        app.Use(app.Services.GetRequiredService<KeyExchange>().ExchangeAsync);
        app.UseAuthentication();
        app.Use(app.Services.GetRequiredService<RateLimiting>().LimitAsync);
        app.UseAuthorization();
        app.UseRequestTimeouts();
    }
}
