using Logistics.Gateway.Features.ShareShipment;
using Logistics.Gateway.OpenApi;
using Logistics.Gateway.RateLimits;

namespace Logistics.Gateway.Features;

/// <summary>Links that show a shipment to whoever has them.</summary>
internal static class SharingRoutes
{
    public static void MapSharing(this RouteGroupBuilder v1)
    {
        var share = v1.MapGroup("shipments/{trackingNumber}/share").RequireAuthorization(Access.People).WithTags("Shipments");
        share.MapPost("", ShareEndpoints.ShareAsync).Fails(400, 401, 403, 404, 409, 415)
            .WithSummary("Make a link that shows a shipment to whoever has it, for a while")
            .WithDescription("With initials, cities and postal codes, weights and the timeline. This answer is the only one that shows the "
                + "link. At most 20 in force.");
        share.MapGet("", ShareEndpoints.ListAsync).Fails(401, 403, 404)
            .WithSummary("A shipment's links, newest first");
        share.MapDelete("{id}", ShareEndpoints.RevokeAsync).Fails(401, 403, 404)
            .WithSummary("Revoke a link, at once");
        v1.MapGet("shared/{token}", ShareEndpoints.OpenAsync).AllowAnonymous().WithTags("Tracking").Fails(404, 429)
            .AddEndpointFilter(TrackingMisses.FilterAsync)
            .WithSummary("See a shipment by a link")
            .WithDescription("The same 404 for what was never a link, has expired or was revoked.");
    }
}
