using Logistics.Contracts.Tracking.V1;
using Logistics.Gateway.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Logistics.Gateway.Features.GetTimeline;

internal static class GetTimelineEndpoint
{
    public static async Task<Ok<Tracking>> HandleAsync(
        string trackingNumber, TrackingService.TrackingServiceClient tracking, CancellationToken cancellationToken)
    {
        var request = new GetTimelineRequest { TrackingNumber = trackingNumber };
        var timeline = await tracking.GetTimelineAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(timeline.ToApi());
    }
}
