using Logistics.Gateway.Features;
using Logistics.Gateway.Features.ReportHealth;
using Logistics.Gateway.RateLimits;

namespace Logistics.Gateway;

/// <summary>
/// The public API's table of contents; each part's addresses are in its <c>Features/*Routes.cs</c>. Every address says who may use it:
/// RequireAuthorization or AllowAnonymous, and a test sees to it.
/// </summary>
internal static class Routes
{
    public static void MapRoutes(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<RateLimiting>();
        var v1 = app.MapGroup("/v1");
        v1.MapSignIn(limits);
        v1.MapCredentials(limits);
        v1.MapMe();

        v1.MapWebhooks();
        v1.MapShipments();
        v1.MapSharing();
        v1.MapBulk();
        v1.MapTracking();
        v1.MapNotifications();
        v1.MapAdministration();
        v1.MapTemplates();
        v1.MapQueues();
        v1.MapMailbox();
        v1.MapCallbacks();
        v1.MapGet("health", ReportHealthEndpoint.HandleAsync).AllowAnonymous().WithTags("System")
            .WithSummary("How every service and each of its dependencies is").Produces<SystemHealth>().Produces<SystemHealth>(503);

        app.MapCompatibility();
        app.MapPages();
    }
}
