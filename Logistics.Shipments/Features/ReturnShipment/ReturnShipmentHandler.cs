using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Domain;
using Logistics.Shipments.Features.ChangeStatus;
using Logistics.Shipments.Features.CreateShipment;
using Logistics.Shipments.Features.GetShipment;
using Logistics.Shipments.Persistence;
using Microsoft.EntityFrameworkCore;
using Shipment = Logistics.Shipments.Domain.Shipment;

namespace Logistics.Shipments.Features.ReturnShipment;

/// <summary>
/// Sends a shipment back. Under way it turns round; delivered, it stays so, and another one brings it back: one, however often it is asked
/// for.
/// </summary>
internal sealed class ReturnShipmentHandler(
    ShipmentsDbContext db, ShipmentChanges changes, GetShipmentHandler get, ShipmentCreation creation)
{
    public async Task<Result<Shipment>> HandleAsync(ReturnShipmentRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var command = request.Command ?? new ShipmentCommand();
        var faults = new FieldFaults();
        var valid = CommandValidation.Report(faults, command, request, caller.UserId);
        if (!faults.Unless(() => valid with { Status = ShipmentStatus.Returning }).IsSuccess(out var report, out var error)
            || !(await get.HandleAsync(new GetShipmentRequest { TrackingNumber = command.TrackingNumber }, caller, cancellationToken))
                .IsSuccess(out var shipment, out error))
        {
            return error;
        }

        if (shipment.Status == ShipmentStatus.Delivered)
        {
            return await BringBackAsync(shipment, command.ExpectedVersion, caller, cancellationToken);
        }

        return await changes.ApplyAsync(
            command.TrackingNumber, command.ExpectedVersion, report.Request, caller,
            (shipment, now) =>
                caller.MayReport(report, shipment) ? shipment.ChangeStatus(report, now) : ShipmentErrors.NotYours(report.Status),
            cancellationToken);
    }

    private async Task<Result<Shipment>> BringBackAsync(
        Shipment delivered, int expectedVersion, Caller caller, CancellationToken cancellationToken)
    {
        if (!caller.MayDecideOn(delivered))
        {
            return ShipmentErrors.OwnersAndDeskOnly;
        }

        if (expectedVersion != 0 && expectedVersion != delivered.Version)
        {
            return ShipmentErrors.StaleVersion(delivered.Version);
        }

        return await creation.CreateAsync(
            (number, now) => Shipment.Return(delivered, number, now),
            UniqueIndex.ReturnOf,
            async () => await db.Shipments.AsNoTracking().SingleAsync(
                shipment => shipment.ReturnOf == delivered.TrackingNumber && shipment.Status != ShipmentStatus.Cancelled,
                cancellationToken),
            cancellationToken);
    }
}
