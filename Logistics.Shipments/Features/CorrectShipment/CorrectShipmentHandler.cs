using Logistics.Contracts;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Domain;
using Logistics.Shipments.Features.ChangeStatus;
using Logistics.Shipments.Persistence;
using Microsoft.EntityFrameworkCore;
using Shipment = Logistics.Shipments.Domain.Shipment;

namespace Logistics.Shipments.Features.CorrectShipment;

/// <summary>Marks a report as a mistake (docs/adr/0031): the shipment stands as its history says without it. For the desk.</summary>
internal sealed class CorrectShipmentHandler(ShipmentsDbContext db, ShipmentChanges changes)
{
    public async Task<Result<Shipment>> HandleAsync(CorrectShipmentRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var command = request.Command ?? new ShipmentCommand();
        var faults = new FieldFaults();
        var valid = CommandValidation.Report(faults, command, request, caller.UserId);
        if (!Guid.TryParse(request.EventId, out var eventId))
        {
            faults.Add("eventId", "Is the eventId of an entry of the timeline.");
        }

        if (!faults.Unless(() => valid).IsSuccess(out var report, out var error))
        {
            return error;
        }

        return await changes.ApplyAsync(
            command.TrackingNumber, command.ExpectedVersion, report.Request, caller,
            async (shipment, now, cancel) =>
            {
                if (!caller.IsDesk())
                {
                    return ShipmentErrors.DeskOnly;
                }

                var history = await db.StatusChanges.AsNoTracking()
                    .Where(change => change.ShipmentId == shipment.Id).OrderBy(change => change.Version).ToListAsync(cancel);
                return shipment is { Status: ShipmentStatus.Cancelled, ReturnOf: { } returned } && await IsReturnedAsync(returned, cancel)
                    ? ShipmentErrors.ReturnedByAnother
                    : shipment.Correct(eventId, history, report, now);
            },
            cancellationToken);
    }

    private Task<bool> IsReturnedAsync(TrackingNumber delivered, CancellationToken cancellationToken) =>
        db.Shipments.AnyAsync(shipment => shipment.ReturnOf == delivered && shipment.Status != ShipmentStatus.Cancelled, cancellationToken);
}
