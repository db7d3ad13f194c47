using Google.Protobuf;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Shipments.V1;
using Logistics.Gateway.Api;
using Logistics.ServiceDefaults.Results;
using ChangeStatusRequest = Logistics.Gateway.Features.ChangeStatus.ChangeStatusRequest;

namespace Logistics.Gateway.Features.Proofs;

/// <summary>What happened to a shipment, DELIVERED, DELIVERY_ATTEMPTED, DAMAGED or RETURNED, and what proves it.</summary>
internal sealed record ProofRequest : ChangeStatusRequest
{
    public NewProof? Proof { get; init; }

    public Result<ReportWithProofRequest> ToProofProto(string trackingNumber, int expectedVersion, string idempotencyKey) =>
        ToProto(trackingNumber, expectedVersion, idempotencyKey).Then<ReportWithProofRequest>(report => new ReportWithProofRequest
        {
            Report = report,
            SignerName = Proof?.SignerName ?? "",
            SignaturePath = Proof?.Signature?.SvgPath ?? "",
            SignaturePng = ByteString.CopyFrom(Proof?.Signature?.Png ?? []),
            Photos = { (Proof?.Photos ?? []).Select(photo => ByteString.CopyFrom(photo ?? [])) },
            Position = Proof?.Position is { } at // as of a location
                ? new Coordinates { Latitude = at.Latitude ?? double.NaN, Longitude = at.Longitude ?? double.NaN }
                : null,
            AgeChecked = Proof?.AgeChecked ?? false,
        });
}

/// <summary>What shows that a parcel was handed over, or that it was tried: at least a name, a signature, a photo or a position.</summary>
internal sealed record NewProof
{
    /// <example>Camille Laurent</example>
    public string? SignerName { get; init; }

    public Signature? Signature { get; init; }

    /// <summary>
    /// JPEG, PNG or WebP in base64, told by their content: at most 4 of 2 MiB. Kept without what says where and with what they were taken.
    /// </summary>
    public IReadOnlyList<byte[]?>? Photos { get; init; }

    public ProofPosition? Position { get; init; }

    /// <summary>Whether the one who took it has shown to be of age.</summary>
    public bool? AgeChecked { get; init; }
}
