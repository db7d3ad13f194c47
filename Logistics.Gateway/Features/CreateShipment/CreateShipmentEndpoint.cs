using Logistics.Contracts.Shipments.V1;
using Logistics.Gateway.Api;
using Logistics.Gateway.Http;
using Logistics.Gateway.Idempotency;
using Logistics.ServiceDefaults.Results;

namespace Logistics.Gateway.Features.CreateShipment;

internal static class CreateShipmentEndpoint
{
    public static Task<IResult> HandleAsync(
        CreateShipmentRequest body,
        HttpContext context,
        IdempotentRequests requests,
        ShipmentsService.ShipmentsServiceClient shipments,
        CancellationToken cancellationToken) =>
        requests.OnceAsync(
            context, body, GatewayJson.Shared.CreateShipmentRequest, key => CreateAsync(body, key, shipments, cancellationToken));

    private static async Task<Result<JsonAnswer>> CreateAsync(
        CreateShipmentRequest body, string key, ShipmentsService.ShipmentsServiceClient shipments, CancellationToken cancellationToken)
    {
        if (!body.ToProto(key).IsSuccess(out var request, out var error))
        {
            return error;
        }

        var shipment = (await shipments.CreateShipmentAsync(request, cancellationToken: cancellationToken)).ToApi();
        return JsonAnswer.Of(StatusCodes.Status201Created, shipment, GatewayJson.Shared.Shipment,
            EntityTag.Of(shipment.Version), "/v1/shipments/" + shipment.TrackingNumber);
    }
}
