using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Domain;
using Logistics.Shipments.Features.ChangeStatus;
using Shipment = Logistics.Shipments.Domain.Shipment;

namespace Logistics.Shipments.Features.ReleaseShipment;

/// <summary>Ends a hold: the shipment goes back to the status that the hold interrupted.</summary>
internal sealed class ReleaseShipmentHandler(ShipmentChanges changes)
{
    public async Task<Result<Shipment>> HandleAsync(ReleaseShipmentRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var command = request.Command ?? new ShipmentCommand();
        var faults = new FieldFaults();
        var valid = CommandValidation.Report(faults, command, request, caller.UserId);
        if (!faults.Unless(() => valid).IsSuccess(out var report, out var error))
        {
            return error;
        }

        return await changes.ApplyAsync(
            command.TrackingNumber, command.ExpectedVersion, report.Request, caller,
            (shipment, now) => shipment.HeldStatus is not { } held ? ShipmentErrors.NotOnHold(shipment.Status)
                : caller.MayReport(report with { Status = held }, shipment) ? shipment.ChangeStatus(report with { Status = held }, now)
                : ShipmentErrors.NotYours(held),
            cancellationToken);
    }
}
