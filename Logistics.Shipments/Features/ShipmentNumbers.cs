using Logistics.Contracts;
using Logistics.Shipments.Domain;
using Logistics.Shipments.Persistence;

namespace Logistics.Shipments.Features;

internal static class ShipmentNumbers
{
    /// <summary>The shipment that has this tracking number, or this number of a partner's; none for what is neither.</summary>
    public static IQueryable<Shipment> Numbered(this ShipmentsDbContext db, string text)
    {
        if (TrackingNumber.TryParse(text, out var number))
        {
            return db.Shipments.Where(shipment => shipment.TrackingNumber == number);
        }

        return PartnerNumber.TryParse(text, out var partners)
            ? db.Shipments.Where(shipment => db.ShipmentAliases.Any(alias => alias.Alias == partners && alias.ShipmentId == shipment.Id))
            : db.Shipments.Where(_ => false);
    }
}
