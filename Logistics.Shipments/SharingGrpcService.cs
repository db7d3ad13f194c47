using Grpc.Core;
using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Features.ShareShipment;
using Microsoft.AspNetCore.Authorization;

namespace Logistics.Shipments;

/// <summary>Links to shipments: given out by people who may see them, opened by whoever has one.</summary>
[Authorize]
internal sealed class SharingGrpcService(ShareHandler share, OpenShareHandler open) : SharingService.SharingServiceBase
{
    public override async Task<ShareShipmentResponse> ShareShipment(ShareShipmentRequest request, ServerCallContext context) =>
        (await share.ShareAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();

    public override async Task<ListSharesResponse> ListShares(ListSharesRequest request, ServerCallContext context) =>
        (await share.ListAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();

    public override async Task<RevokeShareResponse> RevokeShare(RevokeShareRequest request, ServerCallContext context) =>
        (await share.RevokeAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();

    /// <summary>The token is the proof.</summary>
    [AllowAnonymous]
    public override async Task<SharedShipment> OpenShare(OpenShareRequest request, ServerCallContext context) =>
        (await open.HandleAsync(request, context.CancellationToken)).OrThrow();
}
