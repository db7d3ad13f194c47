using Grpc.Core;
using Logistics.Contracts.Tracking.V1;
using Logistics.ServiceDefaults.Results;
using Logistics.Tracking.Features.GetTimeline;
using Logistics.Tracking.Features.WatchTimeline;
using Microsoft.AspNetCore.Authorization;

namespace Logistics.Tracking;

/// <summary>The service's calls, each with the feature that answers it. Public: whoever has the number may look.</summary>
[AllowAnonymous]
internal sealed class TrackingGrpcService(GetTimelineHandler get, WatchTimelineHandler watch) : TrackingService.TrackingServiceBase
{
    public override async Task<Timeline> GetTimeline(GetTimelineRequest request, ServerCallContext context) =>
        (await get.HandleAsync(request, context.CancellationToken)).OrThrow();

    public override Task Watch(
        IAsyncStreamReader<WatchRequest> requestStream, IServerStreamWriter<WatchResponse> responseStream, ServerCallContext context) =>
        watch.WatchAsync(requestStream, responseStream, context.CancellationToken);
}
