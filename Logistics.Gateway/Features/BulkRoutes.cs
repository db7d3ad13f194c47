using System.Net.Mime;
using Logistics.Gateway.Api;
using Logistics.Gateway.Features.Bulk;
using Logistics.Gateway.OpenApi;
using Microsoft.AspNetCore.Mvc;

namespace Logistics.Gateway.Features;

/// <summary>Many shipments or scans at once.</summary>
internal static class BulkRoutes
{
    public static void MapBulk(this RouteGroupBuilder v1)
    {
        const string Rows = "Up to 1,000 rows and 8 MiB, as a JSON list or as CSV with the template's header (columns in any order; an "
            + "empty cell is an absent field). Each row is answered on its own, by the same rules as alone; those in order take effect "
            + "whatever becomes of the others. A row's key makes it safe to send everything again.";
        var limit = new RequestSizeLimitAttribute(BulkBody.MaxBytes);
        var bulk = v1.MapGroup("").WithTags("Bulk");
        bulk.MapPost("shipments:bulk", BulkEndpoints.CreateAsync).RequireAuthorization(Access.CreateShipments).WithMetadata(limit)
            .Accepts<ShipmentRow[]>(MediaTypeNames.Application.Json, BulkBody.CsvType).Produces<BulkAnswer>().Fails(400, 401, 403, 413, 415)
            .WithSummary("Create many shipments").WithDescription(Rows);
        bulk.MapGet("shipments:bulk/template.csv", BulkEndpoints.GetShipmentTemplate).AllowAnonymous()
            .Produces<string>(200, BulkBody.CsvType)
            .WithSummary("The header of a CSV file of shipments, of one parcel each");
        bulk.MapPost("scans:bulk", BulkEndpoints.ScanAsync).RequireAuthorization(Access.Scan).WithMetadata(limit)
            .Accepts<ScanRow[]>(MediaTypeNames.Application.Json, BulkBody.CsvType).Produces<BulkAnswer>().Fails(400, 401, 403, 413, 415)
            .WithSummary("Move many shipments along")
            .WithDescription(Rows + " Scans of one shipment are applied in the order of the rows.");
        bulk.MapGet("scans:bulk/template.csv", BulkEndpoints.GetScanTemplate).AllowAnonymous().Produces<string>(200, BulkBody.CsvType)
            .WithSummary("The header of a CSV file of scans");
    }
}
