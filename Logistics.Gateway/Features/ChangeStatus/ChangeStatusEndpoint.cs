using Logistics.Contracts.Shipments.V1;
using Logistics.Gateway.Api;
using Logistics.Gateway.Http;
using Logistics.Gateway.Idempotency;
using Logistics.ServiceDefaults.Results;

namespace Logistics.Gateway.Features.ChangeStatus;

internal static class ChangeStatusEndpoint
{
    public static Task<IResult> HandleAsync(
        string trackingNumber,
        ChangeStatusRequest body,
        HttpContext context,
        IdempotentRequests requests,
        ShipmentsService.ShipmentsServiceClient shipments,
        CancellationToken cancellationToken) =>
        requests.OnceAsync(context, body, GatewayJson.Shared.ChangeStatusRequest, async key =>
        {
            var request = EntityTag.ReadIfMatch(context.Request).Then(version => body.ToProto(trackingNumber, version, key));
            return request.IsSuccess(out var change, out var error) ? await ChangeAsync(change, shipments, cancellationToken) : error;
        });

    private static async Task<Result<JsonAnswer>> ChangeAsync(
        Contracts.Shipments.V1.ChangeStatusRequest request, ShipmentsService.ShipmentsServiceClient shipments,
        CancellationToken cancellationToken)
    {
        var shipment = (await shipments.ChangeStatusAsync(request, cancellationToken: cancellationToken)).ToApi();
        return JsonAnswer.Of(StatusCodes.Status200OK, shipment, GatewayJson.Shared.Shipment, EntityTag.Of(shipment.Version));
    }
}
