using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Blobs;
using Logistics.Shipments.Domain;
using Logistics.Shipments.Features.ChangeStatus;
using Logistics.Shipments.Persistence;
using Microsoft.EntityFrameworkCore;
using Proof = Logistics.Shipments.Domain.Proof;
using Shipment = Logistics.Shipments.Domain.Shipment;

namespace Logistics.Shipments.Features.Proofs;

/// <summary>
/// A change of status with its proof. The proof is noted first, as one that is to go, then come its pictures, then the change makes it
/// stay: so whatever fails in between, no picture is left that nothing knows of, and no change lacks its proof (docs/adr/0033).
/// </summary>
internal sealed class ReportWithProofHandler(ShipmentsDbContext db, ShipmentChanges changes, IBlobStore blobs, TimeProvider clock)
{
    /// <summary>Longer than any request takes.</summary>
    private static readonly TimeSpan Pending = TimeSpan.FromHours(1);

    public async Task<Result<Shipment>> HandleAsync(ReportWithProofRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var change = request.Report ?? new ChangeStatusRequest();
        var now = clock.GetStorableNow();
        var faults = new FieldFaults();
        var valid = ProofValidation.Read(faults, request);
        var key = IdempotentRequest.From(
            change.IdempotencyKey,
            new ReportWithProofRequest(request) { Report = new ChangeStatusRequest(change) { IdempotencyKey = string.Empty } });
        var read = ChangeStatusValidation.Read(faults, change, caller.UserId, now);
        if (!faults.Unless(() => read).IsSuccess(out var report, out var error))
        {
            return error;
        }

        report = report with { Request = key, Proof = new ProofSummary(valid.Signature is not null, valid.AgeChecked) };
        if (await db.Numbered(change.TrackingNumber).AsNoTracking().VisibleTo(caller)
            .SingleOrDefaultAsync(cancellationToken) is not { } found)
        {
            return ShipmentErrors.NotFound;
        }

        if (!caller.MayReport(report, found))
        {
            return ShipmentErrors.NotYours(report.Status);
        }

        var proof = await KeepAsync(found.Id, report.Status, valid, now, cancellationToken);
        return await changes.ApplyAsync(
            change.TrackingNumber, change.ExpectedVersion, key, caller,
            (shipment, at) => shipment.ChangeStatus(report, at).Then<StatusChange>(made =>
            {
                if (!shipment.IsErased)
                {
                    proof.Proves(made);
                    db.Update(proof);
                }

                return made;
            }),
            cancellationToken);
    }

    private async Task<Proof> KeepAsync(
        ShipmentId shipmentId, Contracts.Common.V1.ShipmentStatus status, ValidProof valid, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var proof = new Proof
        {
            Id = Guid.CreateVersion7(now),
            ShipmentId = shipmentId,
            Status = status,
            SignerName = valid.SignerName,
            SignatureType = valid.Signature?.MediaType,
            PhotoTypes = [.. valid.Photos.Select(photo => photo.MediaType)],
            Latitude = valid.Position?.Latitude,
            Longitude = valid.Position?.Longitude,
            AgeChecked = valid.AgeChecked,
            RecordedAt = now,
        }.Pending(until: now + Pending);
        db.Add(proof);
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();

        if (valid.Signature is not null)
        {
            await blobs.PutAsync(proof.SignatureKey, valid.Signature.Content, cancellationToken);
        }

        for (var i = 0; i < valid.Photos.Count; i++)
        {
            await blobs.PutAsync(proof.PhotoKey(i), valid.Photos[i].Content, cancellationToken);
        }

        return proof;
    }
}
