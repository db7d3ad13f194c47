using Logistics.Gateway.Api;
using Logistics.Gateway.Features.GetTimeline;
using Logistics.Gateway.Features.ListLocations;
using Logistics.Gateway.Features.RecordLocations;
using Logistics.Gateway.Features.StreamTimeline;
using Logistics.Gateway.OpenApi;
using Logistics.Gateway.RateLimits;

namespace Logistics.Gateway.Features;

/// <summary>Where parcels are.</summary>
internal static class TrackingRoutes
{
    public static void MapTracking(this RouteGroupBuilder v1)
    {
        var tracking = v1.MapGroup("tracking/{trackingNumber}").AllowAnonymous().WithTags("Tracking")
            .AddEndpointFilter(TrackingMisses.FilterAsync);
        tracking.MapGet("", GetTimelineEndpoint.HandleAsync).TakesIfNoneMatch().Produces<Tracking>().Produces(304).Fails(404, 429)
            .WithSummary("Where a parcel is and has been")
            .WithDescription("For anyone who has the number: status, cities and estimate only. At most a second old. Who asks for many "
                + "numbers that there are not is answered later and later, and then 429.");
        tracking.MapGet("stream", StreamTimelineEndpoint.HandleAsync).Streams().Fails(404)
            .WithSummary("Watch a parcel live (Server-Sent Events)")
            .WithDescription("First `snapshot`, with the timeline as it is; then `tracking` for each event, within a second, and "
                + "`estimate` when it is expected at another time. A comment line every 15 seconds shows that the stream lives. Its ids "
                + "are sequences: who comes back with Last-Event-ID gets, instead of the snapshot, the `tracking` events after it and an "
                + "`estimate`.");

        v1.MapGet("tracking/{trackingNumber}/locations", ListLocationsEndpoint.HandleAsync).RequireAuthorization(Access.ReadShipments)
            .WithTags("Tracking").Fails(401, 403, 404)
            .WithSummary("The way of a parcel while it was out for delivery")
            .WithDescription("For its owner, to 100 m; the staff sees it as it was measured. Of the last days only.");
        v1.MapPost("locations", RecordLocationsEndpoint.HandleAsync).RequireAuthorization(Access.RecordLocations).WithTags("Tracking")
            .Fails(400, 401, 403, 413, 415)
            .WithSummary("Tell where you are, as a driver's device")
            .WithDescription("Counts for all parcels that the driver has taken out for delivery. Up to 500 pings, in any order, also "
                + "again; those that add nothing are not kept.");
    }
}
