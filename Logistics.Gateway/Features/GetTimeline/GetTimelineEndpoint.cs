using Logistics.Contracts;
using Logistics.Gateway.Http;

namespace Logistics.Gateway.Features.GetTimeline;

internal static class GetTimelineEndpoint
{
    public static async Task<IResult> HandleAsync(string trackingNumber, PublicTimelines timelines, CancellationToken cancellationToken) =>
        CanonicalOf(trackingNumber) is { } number
            ? await timelines.GetAsync(number).WaitAsync(cancellationToken)
            : new ProblemResult(EdgeErrors.NoSuchParcel);

    /// <summary>Ours, or a partner's; what is neither needs no look-up.</summary>
    private static string? CanonicalOf(string asked) => TrackingNumber.TryParse(asked, out var number) ? number.ToString()
        : PartnerNumber.TryParse(asked, out var partner) ? partner.ToString()
        : null;
}
