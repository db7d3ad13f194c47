using Logistics.ServiceDefaults.Authentication;
using Logistics.Shipments.Domain;
using Logistics.Shipments.Features.ChangeStatus;

namespace Logistics.Shipments.Features;

/// <summary>Whose shipments a caller gets to see: the carrier's staff all, anyone else their own.</summary>
internal static class ShipmentAccess
{
    public static bool MaySee(this Caller caller, Shipment shipment) => caller.IsStaff || shipment.OwnerId == caller.UserId;

    /// <summary>Whose word counts on what is to become of it: its owner's, and the desk's.</summary>
    public static bool MayDecideOn(this Caller caller, Shipment shipment) => caller.IsDesk() || shipment.OwnerId == caller.UserId;

    public static IQueryable<Shipment> VisibleTo(this IQueryable<Shipment> shipments, Caller caller) =>
        caller.IsStaff ? shipments : shipments.Where(shipment => shipment.OwnerId == caller.UserId);
}
