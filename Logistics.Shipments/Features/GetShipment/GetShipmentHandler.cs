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
        var shipment = await db.Numbered(request.TrackingNumber).AsNoTracking().VisibleTo(caller).SingleOrDefaultAsync(cancellationToken);
        return shipment is null ? ShipmentErrors.NotFound : shipment;
    }
}
