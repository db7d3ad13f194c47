using Grpc.Core;
using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Features;
using Logistics.Shipments.Features.Proofs;
using Microsoft.AspNetCore.Authorization;

namespace Logistics.Shipments;

/// <summary>Proofs of delivery and of attempts, each call with the feature that answers it.</summary>
internal sealed class ProofsGrpcService(ReportWithProofHandler report, ReadProofsHandler read) : ProofsService.ProofsServiceBase
{
    /// <summary>Four photos and a signature.</summary>
    public const int MaxRequestBytes = 10 * 1024 * 1024;

    [Authorize(Access.Move)]
    public override async Task<Shipment> ReportWithProof(ReportWithProofRequest request, ServerCallContext context) =>
        (await report.HandleAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow().ToProto();

    [Authorize(Access.Read)]
    public override async Task<ListProofsResponse> ListProofs(ListProofsRequest request, ServerCallContext context) =>
        (await read.ListAsync(request.TrackingNumber, context.GetCaller(), context.CancellationToken)).OrThrow();

    [Authorize(Access.Read)]
    public override async Task<ProofPhoto> GetProofPhoto(GetProofPhotoRequest request, ServerCallContext context) =>
        (await read.PhotoAsync(request.TrackingNumber, request.Index, context.GetCaller(), context.CancellationToken)).OrThrow();
}
