using Google.Protobuf;
using Logistics.Contracts.Notifications.V1;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Logistics.Gateway.Features.ReceiveBounces;

/// <summary>Where a mail server hands in what came back to the sender's address, as it came.</summary>
internal static class BounceEndpoint
{
    public static async Task<NoContent> HandleAsync(
        HttpRequest request, ProviderReportsService.ProviderReportsServiceClient reports, CancellationToken cancellationToken)
    {
        var report = new ReportBounceRequest
        {
            Token = request.Headers["X-Bounce-Token"].ToString(),
            Message = await ByteString.FromStreamAsync(request.Body, cancellationToken),
        };
        await reports.ReportBounceAsync(report, cancellationToken: cancellationToken);
        return TypedResults.NoContent();
    }
}
