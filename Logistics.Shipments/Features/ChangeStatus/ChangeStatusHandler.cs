using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Domain;
using Shipment = Logistics.Shipments.Domain.Shipment;

namespace Logistics.Shipments.Features.ChangeStatus;

/// <summary>Moves a shipment along the status machine.</summary>
internal sealed class ChangeStatusHandler(ShipmentChanges changes, TimeProvider clock)
{
    public async Task<Result<Shipment>> HandleAsync(ChangeStatusRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (!ChangeStatusValidation.Validate(request, caller.UserId, clock.GetStorableNow()).IsSuccess(out var report, out var error))
        {
            return error;
        }

        return await changes.ApplyAsync(
            request.TrackingNumber, request.ExpectedVersion, report.Request, caller,
            (shipment, now) => caller.MayReport(report.Status, shipment) ? shipment.ChangeStatus(report, now) : ShipmentErrors.NotYours(report.Status),
            cancellationToken);
    }
}
