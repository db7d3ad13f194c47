using Logistics.Contracts;
using Logistics.Tracking.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Tracking.Features;

internal static class ParcelNumbers
{
    /// <summary>The tracking number that is meant: itself, or that of the parcel which has it as a partner's number.</summary>
    public static async Task<string?> CanonicalNumberAsync(this TrackingDbContext db, string asked, CancellationToken cancellationToken)
    {
        if (TrackingNumber.TryParse(asked, out var number))
        {
            return number.ToString();
        }

        if (!PartnerNumber.TryParse(asked, out var partner))
        {
            return null;
        }

        string[] alias = [partner.ToString()];
        return await db.Aliases.AsNoTracking()
            .Where(shipment => alias.All(one => shipment.Aliases.Contains(one))) // which the index answers
            .OrderByDescending(shipment => shipment.ToldAt)
            .Select(shipment => shipment.TrackingNumber)
            .FirstOrDefaultAsync(cancellationToken);
    }
}
