using Grpc.Core;
using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Features.Bulk;
using Microsoft.AspNetCore.Authorization;

namespace Logistics.Shipments;

internal sealed class BulkGrpcService(BulkCreateHandler create, BulkScanHandler scan) : BulkService.BulkServiceBase
{
    /// <summary>A thousand rows with every field full.</summary>
    public const int MaxMessageBytes = 16 * 1_024 * 1_024;

    [Authorize(Access.Create)]
    public override async Task<BulkResponse> CreateShipments(BulkCreateRequest request, ServerCallContext context) =>
        (await create.HandleAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();

    [Authorize(Access.Scan)]
    public override async Task<BulkResponse> ApplyScans(BulkScanRequest request, ServerCallContext context) =>
        (await scan.HandleAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();
}
