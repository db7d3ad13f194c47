using Logistics.Contracts;
using Logistics.Gateway.Http;

namespace Logistics.Gateway.Features.GetTimeline;

internal static class GetTimelineEndpoint
{
    public static async Task<IResult> HandleAsync(string trackingNumber, PublicTimelines timelines, CancellationToken cancellationToken) =>
        TrackingNumber.TryParse(trackingNumber, out var number)
            ? await timelines.GetAsync(number.ToString()).WaitAsync(cancellationToken)
            : new ProblemResult(EdgeErrors.NoSuchParcel);
}
