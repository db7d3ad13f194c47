using Logistics.Contracts;
using Logistics.Contracts.Shipments.V1;
using Logistics.Messaging;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Domain;
using Logistics.Shipments.Persistence;
using Microsoft.EntityFrameworkCore;
using Shipment = Logistics.Shipments.Domain.Shipment;

namespace Logistics.Shipments.Features.ChangeStatus;

/// <summary>
/// Moves a shipment along the status machine. Of changes that meet, one is saved; the others look again at what the shipment has become.
/// </summary>
internal sealed class ChangeStatusHandler(ShipmentsDbContext db, TimeProvider clock)
{
    /// <summary>One of those that meet gets through each time, so a change is refused only where more than this many stand in line.</summary>
    private const int MaxAttempts = 64;

    public async Task<Result<Shipment>> HandleAsync(ChangeStatusRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (!TrackingNumber.TryParse(request.TrackingNumber, out var number))
        {
            return ShipmentErrors.NotFound;
        }

        if (!ChangeStatusValidation.Validate(request, caller.UserId, clock.GetStorableNow()).IsSuccess(out var report, out var error))
        {
            return error;
        }

        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            try
            {
                return await TryChangeAsync(number, report, request.ExpectedVersion, caller, cancellationToken);
            }
            catch (DbUpdateException exception) when (exception is DbUpdateConcurrencyException
                || exception.ViolatesUnique(UniqueIndex.StatusChangeKey)
                || exception.ViolatesPrimaryKey())
            {
                db.ChangeTracker.Clear();
            }
        }

        return ShipmentErrors.Busy;
    }

    private async Task<Result<Shipment>> TryChangeAsync(
        TrackingNumber number, StatusReport report, int expectedVersion, Caller caller, CancellationToken cancellationToken)
    {
        var key = report.Request?.Key;
        var found = await db.Shipments
            .Where(shipment => shipment.TrackingNumber == number)
            .Select(shipment => new
            {
                Shipment = shipment,
                EarlierHash = db.StatusChanges
                    .Where(change => change.ShipmentId == shipment.Id && change.IdempotencyKey == key)
                    .Select(change => change.RequestHash)
                    .FirstOrDefault(),
            })
            .SingleOrDefaultAsync(cancellationToken);

        if (found is null || !caller.MaySee(found.Shipment))
        {
            return ShipmentErrors.NotFound;
        }

        var shipment = found.Shipment;
        if (report.Request is not null && found.EarlierHash is not null)
        {
            return report.Request.Repeats(found.EarlierHash) ? shipment : ShipmentErrors.KeyReused;
        }

        if (!caller.MayReport(report.Status, shipment))
        {
            return ShipmentErrors.NotYours(report.Status);
        }

        if (expectedVersion != 0 && expectedVersion != shipment.Version)
        {
            return ShipmentErrors.StaleVersion(shipment.Version);
        }

        if (!shipment.ChangeStatus(report, clock.GetStorableNow()).IsSuccess(out var change, out var error))
        {
            return error;
        }

        db.Add(change);
        db.Publish(ShipmentEvents.StatusChanged(shipment, change));
        await db.SaveInOneBatchAsync(cancellationToken);
        return shipment;
    }
}
