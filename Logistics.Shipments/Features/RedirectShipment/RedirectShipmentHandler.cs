using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Domain;
using Logistics.Shipments.Features.CreateShipment;
using Shipment = Logistics.Shipments.Domain.Shipment;

namespace Logistics.Shipments.Features.RedirectShipment;

/// <summary>
/// Sends a shipment to another address of the same country, or to a pick-up point: by its owner or the desk, until a courier has it for the
/// last leg.
/// </summary>
internal sealed class RedirectShipmentHandler(ShipmentChanges changes)
{
    public async Task<Result<Shipment>> HandleAsync(RedirectShipmentRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var command = request.Command ?? new ShipmentCommand();
        var faults = new FieldFaults();
        var valid = CommandValidation.Report(faults, command, request, caller.UserId);
        var address = CreateShipmentValidation.Address(faults, "address", request.Address ?? new Contracts.Common.V1.Address());
        var pickupPoint = faults.Optional("pickupPoint", request.PickupPoint, MaxLength.Name);
        if (!faults.Unless(() => valid).IsSuccess(out var report, out var error))
        {
            return error;
        }

        report = report with { ReasonCode = report.ReasonCode ?? ReasonCode.CustomerRequest };
        return await changes.ApplyAsync(
            command.TrackingNumber, command.ExpectedVersion, report.Request, caller,
            (shipment, now) =>
                caller.MayDecideOn(shipment) ? shipment.Redirect(address, pickupPoint, report, now) : ShipmentErrors.OwnersAndDeskOnly,
            cancellationToken);
    }
}
