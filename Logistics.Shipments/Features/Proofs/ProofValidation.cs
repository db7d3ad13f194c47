using System.Text;
using System.Text.RegularExpressions;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Domain;

namespace Logistics.Shipments.Features.Proofs;

/// <summary>What makes a proof acceptable.</summary>
internal static partial class ProofValidation
{
    public const string SvgPath = "image/svg+xml";

    private const int MaxPhotos = 4;
    private const int MaxPhotoBytes = 2 * 1024 * 1024;
    private const int MaxSignatureBytes = 256 * 1024;

    public static ValidProof Read(FieldFaults faults, ReportWithProofRequest request)
    {
        if (request.Report?.Status is not (ShipmentStatus.Delivered or ShipmentStatus.DeliveryAttempted or ShipmentStatus.Damaged
            or ShipmentStatus.Returned))
        {
            faults.Add("status", "Is DELIVERED, DELIVERY_ATTEMPTED, DAMAGED or RETURNED where there is a proof.");
        }

        if (request.Position is { } at && !(Math.Abs(at.Latitude) <= 90 && Math.Abs(at.Longitude) <= 180))
        {
            faults.Add("proof.position", "Is a latitude from -90 to 90 and a longitude from -180 to 180.");
        }

        faults.Within("proof.photos", request.Photos.Count, 0, MaxPhotos);
        var proof = new ValidProof(
            faults.Optional("proof.signerName", request.SignerName, MaxLength.Name),
            Signature(faults, request),
            [.. request.Photos.Take(MaxPhotos).Select((photo, i) => Photo(faults, $"proof.photos[{i}]", photo.Span))],
            request.Position,
            request.AgeChecked);
        if (proof is { SignerName: null, Signature: null, Photos: [], Position: null })
        {
            faults.Add("proof", "Has a name, a signature, a photo or a position.");
        }

        return proof;
    }

    private static Picture? Signature(FieldFaults faults, ReportWithProofRequest request)
    {
        if (request.SignaturePath.Length > 0)
        {
            if (request.SignaturePng.Length > 0 || request.SignaturePath.Length > MaxSignatureBytes
                || !Path().IsMatch(request.SignaturePath))
            {
                faults.Add("proof.signature", "Is the path (d) of an SVG of at most 256 KiB, or a PNG.");
            }

            return new Picture(SvgPath, Encoding.ASCII.GetBytes(request.SignaturePath));
        }

        if (request.SignaturePng.Length == 0)
        {
            return null;
        }

        if (request.SignaturePng.Length > MaxSignatureBytes
            || Pictures.Clean(request.SignaturePng.Span) is not { MediaType: Pictures.Png, Content: var content })
        {
            faults.Add("proof.signature", "Is a PNG of at most 256 KiB.");
            return null;
        }

        return new Picture(Pictures.Png, content);
    }

    private static Picture Photo(FieldFaults faults, string field, ReadOnlySpan<byte> photo)
    {
        if (photo.Length > MaxPhotoBytes || Pictures.Clean(photo) is not var (mediaType, content))
        {
            faults.Add(field, "Is a JPEG, PNG or WebP picture of at most 2 MiB.");
            return new Picture("", []);
        }

        return new Picture(mediaType, content);
    }

    /// <summary>The commands and numbers of a path that draws something, and nothing else: it goes into a page's mark-up.</summary>
    [GeneratedRegex(
        @"^[Mm][+\-. ]*[0-9][MmLlHhVvCcSsQqTtAaZz0-9eE+\-., ]*[LlHhVvCcSsQqTtAa][+\-. ]*[0-9][MmLlHhVvCcSsQqTtAaZz0-9eE+\-., ]*\z",
        RegexOptions.NonBacktracking)]
    private static partial Regex Path();
}

internal sealed record ValidProof(
    string? SignerName, Picture? Signature, IReadOnlyList<Picture> Photos, Coordinates? Position, bool AgeChecked);

/// <summary>A picture that was looked into.</summary>
internal sealed record Picture(string MediaType, byte[] Content);
