using Logistics.Gateway.Api;
using Logistics.Gateway.Features.Compatibility;
using Logistics.Gateway.Features.ExplainNotification;
using Logistics.Gateway.Features.RequestNotifications;
using Logistics.Gateway.Http;
using Logistics.Gateway.OpenApi;

namespace Logistics.Gateway.Features;

/// <summary>What merchants and the staff have sent, also as other services have it.</summary>
internal static class NotificationRoutes
{
    public static void MapNotifications(this RouteGroupBuilder v1)
    {
        var notifications = v1.MapGroup("notifications").RequireAuthorization(Access.SendNotifications).WithTags("Notifications");
        notifications.MapPost("", RequestEndpoints.CreateAsync).TakesIdempotencyKey().TakesBodyOf(RequestEndpoints.MaxBodyBytes)
            .Produces<NotificationRequest>(202)
            .Fails(400, 401, 403, 409, 413, 415, 422, 429)
            .WithSummary("Have notifications sent, to one or up to 1,000 recipients")
            .WithDescription("A merchant writes to its own account, and at their addresses to the parties of shipments that were handed "
                + "over; SUPPORT and ADMIN to anyone. All recipients or none: the faults of all are told. The same requestId and request "
                + "again gets the same, with the states as they are by then; another request by it 409. Webhooks that name `notification.` "
                + "events are told what becomes of each.");
        notifications.MapGet("requests/{requestId}", RequestEndpoints.GetAsync).Fails(401, 403, 404)
            .WithSummary("What has become of a request of yours");
        notifications.MapPost("requests/{requestId}/cancel", RequestEndpoints.CancelAsync).Fails(401, 403, 404)
            .WithSummary("Call off what has not been sent yet");
        notifications.MapGet("{id}", RequestEndpoints.GetNotificationAsync).Fails(401, 403, 404)
            .WithSummary("Read a notification that you asked for or were told")
            .WithDescription("The staff reads anyone's.");
        v1.MapGet("notifications/{id}/explain", ExplainNotificationEndpoint.HandleAsync).RequireAuthorization(Access.People)
            .Fails(401, 403, 404).WithTags("Notifications")
            .WithSummary("Why someone was or was not told, and when they will be")
            .WithDescription("For the addressee, the owner of the shipment and the staff. What the addressee prefers is said to the "
                + "addressee and the staff only.");
    }

    /// <summary>Not described in OpenAPI, whose JSON is another; docs/notifications.md does.</summary>
    public static void MapCompatibility(this WebApplication app)
    {
        var notifications = app.MapGroup("/api/v1").RequireAuthorization(Access.SendNotifications).ExcludeFromDescription()
            .WithMetadata(new FailureShape(CompatibilityEndpoints.Refused));
        notifications.MapPost("notifications", CompatibilityEndpoints.SendAsync)
            .WithSummary("As HNG-style services have it: have one notification sent");
        notifications.MapPost("{channel}/status", CompatibilityEndpoints.StatusAsync)
            .WithSummary("As HNG-style services have it: ask for a notification's status, or report that it arrived");
    }
}
