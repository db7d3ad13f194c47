using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Shipments.V1;
using Logistics.Gateway.Api;
using Logistics.Gateway.Http;

namespace Logistics.Gateway.Features.ListShipments;

internal static class ListShipmentsEndpoint
{
    public static async Task<IResult> HandleAsync(
        string? cursor, string? limit, string? status, ShipmentsService.ShipmentsServiceClient shipments, CancellationToken cancellationToken)
    {
        if (!PageLimit.Read(limit).IsSuccess(out var count, out var error))
        {
            return new ProblemResult(error);
        }

        var wanted = ShipmentStatus.Unspecified;
        if (status is not null && !PublicNames<ShipmentStatus>.TryParse(status, out wanted))
        {
            return new ProblemResult(EdgeErrors.Invalid("status", "Must be one of " + PublicNames<ShipmentStatus>.List));
        }

        var request = new ListShipmentsRequest { Cursor = cursor ?? "", Limit = count, Status = wanted };
        var page = await shipments.ListShipmentsAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(new ShipmentPage
        {
            Items = [.. page.Shipments.Select(shipment => shipment.ToApi())],
            NextCursor = page.NextCursor.OrNull(),
        });
    }
}
