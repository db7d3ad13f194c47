using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Blobs;
using Logistics.Shipments.Domain;
using Logistics.Shipments.Features.GetShipment;
using Logistics.Shipments.Persistence;
using Microsoft.EntityFrameworkCore;
using Proof = Logistics.Shipments.Domain.Proof;

namespace Logistics.Shipments.Features.Proofs;

/// <summary>What proves a shipment's steps, for whoever may read the shipment.</summary>
internal sealed class ReadProofsHandler(ShipmentsDbContext db, GetShipmentHandler get, IBlobStore blobs)
{
    /// <summary>More attempts than any courier makes.</summary>
    private const int MaxProofs = 10;

    public async Task<Result<ListProofsResponse>> ListAsync(string trackingNumber, Caller caller, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(trackingNumber, caller, cancellationToken)).IsSuccess(out var proofs, out var error))
        {
            return error;
        }

        var response = new ListProofsResponse();
        foreach (var proof in proofs)
        {
            var signature = proof.SignatureType is null ? null : await blobs.FindAsync(proof.SignatureKey, cancellationToken);
            var isPath = proof.SignatureType == ProofValidation.SvgPath;
            response.Proofs.Add(new Contracts.Shipments.V1.Proof
            {
                Status = proof.Status,
                Sequence = proof.Version.GetValueOrDefault(),
                RecordedAt = proof.RecordedAt.ToTimestamp(),
                SignerName = proof.SignerName ?? string.Empty,
                SignaturePath = isPath ? Encoding.ASCII.GetString(signature ?? []) : string.Empty,
                SignaturePng = isPath ? ByteString.Empty : ByteString.CopyFrom(signature ?? []),
                PhotoTypes = { proof.PhotoTypes },
                Position = proof is { Latitude: { } latitude, Longitude: { } longitude }
                    ? new Coordinates { Latitude = latitude, Longitude = longitude }
                    : null,
                AgeChecked = proof.AgeChecked,
            });
        }

        return response;
    }

    public async Task<Result<ProofPhoto>> PhotoAsync(string trackingNumber, int index, Caller caller, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(trackingNumber, caller, cancellationToken)).IsSuccess(out var proofs, out var error))
        {
            return error;
        }

        var photos = proofs.SelectMany(proof => proof.PhotoTypes.Select((type, i) => (Type: type, Key: proof.PhotoKey(i)))).ToList();
        return index >= 0 && index < photos.Count && await blobs.FindAsync(photos[index].Key, cancellationToken) is { } content
            ? new ProofPhoto { MediaType = photos[index].Type, Content = ByteString.CopyFrom(content) }
            : ShipmentErrors.NoSuchPhoto;
    }

    private async Task<Result<List<Proof>>> FindAsync(string trackingNumber, Caller caller, CancellationToken cancellationToken)
    {
        var found = await get.HandleAsync(new GetShipmentRequest { TrackingNumber = trackingNumber }, caller, cancellationToken);
        if (!found.IsSuccess(out var shipment, out var error))
        {
            return error;
        }

        return await db.Proofs.AsNoTracking()
            .Where(proof => proof.ShipmentId == shipment.Id && proof.Version != null && proof.DoomedAt == null)
            .OrderBy(proof => proof.Version).Take(MaxProofs).ToListAsync(cancellationToken);
    }
}
