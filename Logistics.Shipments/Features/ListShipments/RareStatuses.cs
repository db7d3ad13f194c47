using Logistics.Contracts.Common.V1;
using Logistics.Shipments.Domain;
using Logistics.Shipments.Persistence;
using Microsoft.EntityFrameworkCore;
using Shipment = Logistics.Shipments.Domain.Shipment;

namespace Logistics.Shipments.Features.ListShipments;

/// <summary>
/// Finding by status. What most shipments come through is soon found among the newest. What is rare (LOST, ON_HOLD, …) is found by the
/// changes that led there, which are indexed: they are only ever added to, while an index on the shipments' own status would cost every
/// step. What usual status none has just now, the counts tell (<see cref="CountStatuses.StatusCounting"/>): no shipment is read then.
/// </summary>
internal static class RareStatuses
{
    private static readonly ShipmentStatus[] Usual =
    [
        ShipmentStatus.Created,
        ShipmentStatus.PickedUp,
        ShipmentStatus.InTransit,
        ShipmentStatus.ArrivedAtWarehouse,
        ShipmentStatus.OutForDelivery,
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
            ? shipments.Where(_ => db.Set<StatusDay>().Where(day => statuses.Contains(day.Status)).Sum(day => day.Entered - day.Departed)
                + db.Set<StatusMove>().Where(move => statuses.Contains(move.Entered)).Sum(move => move.Count)
                > db.Set<StatusMove>().Where(move => statuses.Contains(move.Departed!.Value)).Sum(move => move.Count)) // null is among none
            : shipments.Where(shipment => db.StatusChanges.Any(change =>
                change.ShipmentId == shipment.Id && EF.Constant(statuses).Contains(change.Status)));
    }
}
