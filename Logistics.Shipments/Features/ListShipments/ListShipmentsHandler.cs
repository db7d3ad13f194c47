using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Shipments.Features.ListShipments;

internal sealed class ListShipmentsHandler(ShipmentsDbContext db)
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;

    public async Task<Result<ShipmentPage>> HandleAsync(ListShipmentsRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults();
        faults.Within("limit", request.Limit, 0, MaxLimit);
        var status = faults.Known("status", request.Status);
        if (!PageCursor.TryRead(request.Cursor, out var after))
        {
            faults.Add("cursor", "Is the nextCursor of an earlier answer.");
        }

        if (faults.Unless(() => true).Error is { } error)
        {
            return error;
        }

        var limit = request.Limit == 0 ? DefaultLimit : request.Limit;
        var shipments = db.Shipments.AsNoTracking().VisibleTo(caller);
        if (request.Own)
        {
            shipments = shipments.Where(shipment => shipment.OwnerId == caller.UserId);
        }

        if (status is not null)
        {
            shipments = shipments.Where(shipment => shipment.Status == status);
        }

        if (after is { } last)
        {
            shipments = shipments.Where(shipment => shipment.Id < last);
        }

        var found = await shipments.OrderByDescending(shipment => shipment.Id).Take(limit + 1).ToListAsync(cancellationToken);
        return new ShipmentPage(found.Take(limit).ToList(), found.Count > limit ? PageCursor.After(found[limit - 1].Id) : string.Empty);
    }
}
