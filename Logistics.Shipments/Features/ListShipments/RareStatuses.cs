using Logistics.Contracts.Common.V1;
using Logistics.Shipments.Persistence;
using Microsoft.EntityFrameworkCore;
using Shipment = Logistics.Shipments.Domain.Shipment;

namespace Logistics.Shipments.Features.ListShipments;

/// <summary>
/// Finding by status. What most shipments come through is soon found among the newest. What is rare (LOST, ON_HOLD, …) is found by the changes that led there, which
/// are indexed: they are only ever added to, while an index on the shipments' own status would cost every step.
/// </summary>
internal static class RareStatuses
{
    private static readonly ShipmentStatus[] Usual =
    [
        ShipmentStatus.Created, ShipmentStatus.PickedUp, ShipmentStatus.InTransit, ShipmentStatus.ArrivedAtWarehouse, ShipmentStatus.OutForDelivery,
        ShipmentStatus.Delivered,
    ];

    public static IQueryable<Shipment> Filter(IQueryable<Shipment> shipments, ShipmentStatus[] statuses, ShipmentsDbContext db)
    {
        if (statuses.Length == 0)
        {
            return shipments;
        }

        // The index is a partial one: PostgreSQL sees that it fits by the statuses themselves, not by parameters.
        shipments = shipments.Where(shipment => EF.Constant(statuses).Contains(shipment.Status));
        return statuses.Intersect(Usual).Any()
            ? shipments
            : shipments.Where(shipment => db.StatusChanges.Any(change => change.ShipmentId == shipment.Id && EF.Constant(statuses).Contains(change.Status)));
    }
}
