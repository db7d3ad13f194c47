using System.Text;
using Logistics.Contracts.Shipments.V1;
using Logistics.Contracts.Tracking.V1;
using Logistics.Gateway.Api;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Logistics.Gateway.Features.ExportEpcis;

internal static class ExportEpcisEndpoint
{
    public const string MediaType = "application/ld+json";

    /// <summary>Shipments says whether the caller may see it; Tracking has the events.</summary>
    public static async Task<ContentHttpResult> HandleAsync(
        string trackingNumber,
        ShipmentsService.ShipmentsServiceClient shipments,
        TrackingService.TrackingServiceClient tracking,
        IOptions<GatewayOptions> options,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var shipment = await shipments.GetShipmentAsync(
            new GetShipmentRequest { TrackingNumber = trackingNumber }, cancellationToken: cancellationToken);
        var request = new GetTimelineRequest { TrackingNumber = shipment.TrackingNumber };
        var timeline = await tracking.GetTimelineAsync(request, cancellationToken: cancellationToken);
        var document = EpcisDocument.Of(timeline, options.Value.PublicUrl, clock.GetUtcNow());
        return TypedResults.Text(document.ToJsonString(GatewayJson.Shared.Options), MediaType, Encoding.UTF8);
    }
}
