using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Shipments.V1;
using Logistics.Gateway.Api;
using Logistics.Gateway.Http;
using Logistics.ServiceDefaults.Results;
using Microsoft.AspNetCore.Mvc;

namespace Logistics.Gateway.Features.ListShipments;

internal static class ListShipmentsEndpoint
{
    public static async Task<IResult> HandleAsync(
        [AsParameters] ShipmentFilter filter, ShipmentsService.ShipmentsServiceClient shipments, CancellationToken cancellationToken)
    {
        if (!filter.ToProto().IsSuccess(out var request, out var error))
        {
            return new ProblemResult(error);
        }

        var page = await shipments.ListShipmentsAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(new ShipmentPage
        {
            Items = [.. page.Shipments.Select(shipment => shipment.ToApi())],
            NextCursor = page.NextCursor.OrNull(),
        });
    }
}

/// <summary>The query of a list of shipments, as text.</summary>
internal sealed record ShipmentFilter
{
    [FromQuery(Name = "cursor")]
    public string? Cursor { get; init; }

    [FromQuery(Name = "limit")]
    public string? Limit { get; init; }

    [FromQuery(Name = "status")]
    public string[]? Status { get; init; }

    [FromQuery(Name = "serviceLevel")]
    public string? ServiceLevel { get; init; }

    [FromQuery(Name = "createdFrom")]
    public string? CreatedFrom { get; init; }

    [FromQuery(Name = "createdBefore")]
    public string? CreatedBefore { get; init; }

    [FromQuery(Name = "city")]
    public string? City { get; init; }

    [FromQuery(Name = "reference")]
    public string? Reference { get; init; }

    [FromQuery(Name = "search")]
    public string? Search { get; init; }

    public Result<ListShipmentsRequest> ToProto()
    {
        if (!PageLimit.Read(Limit).IsSuccess(out var limit, out var error)
            || !QueryTime.Read("createdFrom", CreatedFrom).IsSuccess(out var from, out error)
            || !QueryTime.Read("createdBefore", CreatedBefore).IsSuccess(out var before, out error))
        {
            return error;
        }

        var request = new ListShipmentsRequest
        {
            Cursor = Cursor ?? "",
            Limit = limit,
            CreatedFrom = from,
            CreatedBefore = before,
            City = City ?? "",
            Reference = Reference ?? "",
            Search = Search ?? "",
        };
        foreach (var name in Status ?? [])
        {
            if (!PublicNames<ShipmentStatus>.TryParse(name, out var status))
            {
                return EdgeErrors.Invalid("status", "Must be one of " + PublicNames<ShipmentStatus>.List);
            }

            request.Statuses.Add(status);
        }

        if (ServiceLevel is not null)
        {
            if (!PublicNames<ServiceLevel>.TryParse(ServiceLevel, out var level))
            {
                return EdgeErrors.Invalid("serviceLevel", "Must be one of " + PublicNames<ServiceLevel>.List);
            }

            request.ServiceLevel = level;
        }

        return request;
    }
}
