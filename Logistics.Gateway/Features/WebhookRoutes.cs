using Logistics.Gateway.Api;
using Logistics.Gateway.Features.ManageWebhooks;
using Logistics.Gateway.OpenApi;

namespace Logistics.Gateway.Features;

/// <summary>What merchants' own systems are told.</summary>
internal static class WebhookRoutes
{
    public static void MapWebhooks(this RouteGroupBuilder v1)
    {
        var webhooks = v1.MapGroup("me/webhooks").RequireAuthorization(Access.People).WithTags("Webhooks");
        webhooks.MapGet("", WebhookEndpoints.ListAsync).Fails(401, 403)
            .WithSummary("Your webhooks, the oldest first");
        webhooks.MapPost("", WebhookEndpoints.CreateAsync).Fails(400, 401, 403, 409, 415)
            .WithSummary("Have an address told what happens to your shipments")
            .WithDescription("This answer, and that to a new secret, are the only ones that show it. At most 10. Messages are signed by "
                + "Standard Webhooks.");
        webhooks.MapGet("{id}", WebhookEndpoints.GetAsync).Fails(401, 403, 404)
            .WithSummary("Read a webhook");
        webhooks.MapPatch("{id}", WebhookEndpoints.UpdateAsync).Fails(400, 401, 403, 404, 415)
            .WithSummary("Change a webhook's address or events, disable or enable it")
            .WithDescription("Ends its pause, if it has one.");
        webhooks.MapDelete("{id}", WebhookEndpoints.DeleteAsync).Fails(401, 403, 404)
            .WithSummary("Delete a webhook, and its log");
        webhooks.MapPost("{id}/secret", WebhookEndpoints.RotateSecretAsync).Fails(401, 403, 404)
            .WithSummary("Give a webhook a new secret")
            .WithDescription("For a day messages carry two signatures, by the new one and the one before.");
        webhooks.MapPost("{id}/test", WebhookEndpoints.TestAsync).Fails(401, 403, 404, 409)
            .WithSummary("Have a webhook sent a test")
            .WithDescription("A `webhook.test`; the log says what became of it.");
        webhooks.MapPost("{id}/replay", WebhookEndpoints.ReplayAsync).Produces<Replay>(202).Fails(400, 401, 403, 404, 409, 415)
            .WithSummary("Send again what failed or was held since a time")
            .WithDescription("Under the same ids. Deliveries are kept for 30 days.");
        webhooks.MapGet("{id}/deliveries", DeliveryEndpoints.ListAsync).Produces<WebhookDeliveryPage>().Fails(400, 401, 403, 404)
            .WithSummary("What a webhook was sent, newest first");
        webhooks.MapGet("{id}/deliveries/{eventId}", DeliveryEndpoints.GetAsync).Fails(401, 403, 404)
            .WithSummary("Read a delivery, with what is sent");
        webhooks.MapPost("{id}/deliveries/{eventId}/replay", DeliveryEndpoints.ReplayAsync).Fails(401, 403, 404, 409)
            .WithSummary("Send one delivery again");
    }
}
