using Logistics.Contracts;
using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Domain;
using Logistics.Shipments.Persistence;
using Microsoft.EntityFrameworkCore;
using Shipment = Logistics.Shipments.Domain.Shipment;

namespace Logistics.Shipments.Features.GetShipment;

internal sealed class GetShipmentHandler(ShipmentsDbContext db)
{
    public async Task<Result<Shipment>> HandleAsync(GetShipmentRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (!TrackingNumber.TryParse(request.TrackingNumber, out var number))
        {
            return ShipmentErrors.NotFound;
        }

        var shipment = await db.Shipments.AsNoTracking()
            .VisibleTo(caller)
            .SingleOrDefaultAsync(shipment => shipment.TrackingNumber == number, cancellationToken);
        return shipment is null ? ShipmentErrors.NotFound : shipment;
    }
}
