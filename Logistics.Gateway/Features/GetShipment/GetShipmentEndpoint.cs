using Logistics.Contracts.Shipments.V1;
using Logistics.Gateway.Api;
using Logistics.Gateway.Http;

namespace Logistics.Gateway.Features.GetShipment;

internal static class GetShipmentEndpoint
{
    public static async Task<JsonAnswer> HandleAsync(
        string trackingNumber, ShipmentsService.ShipmentsServiceClient shipments, CancellationToken cancellationToken)
    {
        var request = new GetShipmentRequest { TrackingNumber = trackingNumber };
        var shipment = (await shipments.GetShipmentAsync(request, cancellationToken: cancellationToken)).ToApi();
        return JsonAnswer.Of(StatusCodes.Status200OK, shipment, GatewayJson.Shared.Shipment, EntityTag.Of(shipment.Version));
    }
}
