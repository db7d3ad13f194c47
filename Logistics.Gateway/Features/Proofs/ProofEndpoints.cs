using Logistics.Contracts.Shipments.V1;
using Logistics.Gateway.Api;
using Logistics.Gateway.Http;
using Logistics.Gateway.Idempotency;
using Proof = Logistics.Gateway.Api.Proof;
using ProofPhoto = Logistics.Gateway.Api.ProofPhoto;

namespace Logistics.Gateway.Features.Proofs;

internal static class ProofEndpoints
{
    /// <summary>Four photos and a signature in base64, and what is said beside them.</summary>
    public const int MaxBodyBytes = 12 * 1024 * 1024;

    public static Task<IResult> ReportAsync(
        string trackingNumber,
        ProofRequest body,
        HttpContext context,
        IdempotentRequests requests,
        ProofsService.ProofsServiceClient proofs,
        CancellationToken cancellationToken) =>
        requests.OnceAsync(context, body, GatewayJson.Shared.ProofRequest, async key =>
        {
            var report = EntityTag.ReadIfMatch(context.Request).Then(version => body.ToProofProto(trackingNumber, version, key));
            if (!report.IsSuccess(out var request, out var error))
            {
                return error;
            }

            var shipment = (await proofs.ReportWithProofAsync(request, cancellationToken: cancellationToken)).ToApi();
            return JsonAnswer.Of(StatusCodes.Status200OK, shipment, GatewayJson.Shared.Shipment, EntityTag.Of(shipment.Version));
        });

    public static async Task<JsonAnswer> ListAsync(
        string trackingNumber, ProofsService.ProofsServiceClient proofs, CancellationToken cancellationToken)
    {
        var answer = await proofs.ListProofsAsync(
            new ListProofsRequest { TrackingNumber = trackingNumber }, cancellationToken: cancellationToken);
        var photos = 0;
        var items = answer.Proofs.Select(proof => new Proof
        {
            Status = proof.Status,
            Sequence = proof.Sequence,
            RecordedAt = proof.RecordedAt.ToDateTimeOffset(),
            SignerName = proof.SignerName.OrNull(),
            Signature = proof.SignaturePath.Length > 0 ? new Signature { SvgPath = proof.SignaturePath }
                : proof.SignaturePng.Length > 0 ? new Signature { Png = proof.SignaturePng.ToByteArray() } : null,
            Photos = [.. proof.PhotoTypes.Select(type =>
                new ProofPhoto { Url = $"/v1/shipments/{trackingNumber}/proof/photos/{photos++}", MediaType = type })],
            Position = proof.Position is null
                ? null
                : new ProofPosition { Latitude = proof.Position.Latitude, Longitude = proof.Position.Longitude },
            AgeChecked = proof.AgeChecked,
        }).ToList();
        return JsonAnswer.Of(StatusCodes.Status200OK, new ProofList { Items = items }, GatewayJson.Shared.ProofList);
    }

    public static async Task<IResult> PhotoAsync(
        string trackingNumber, int index, ProofsService.ProofsServiceClient proofs, CancellationToken cancellationToken)
    {
        var photo = await proofs.GetProofPhotoAsync(
            new GetProofPhotoRequest { TrackingNumber = trackingNumber, Index = index }, cancellationToken: cancellationToken);
        return Results.Bytes(photo.Content.ToByteArray(), photo.MediaType);
    }
}
