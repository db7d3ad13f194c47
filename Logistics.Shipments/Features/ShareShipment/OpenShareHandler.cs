using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Domain;
using Logistics.Shipments.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Shipments.Features.ShareShipment;

/// <summary>What a link shows: more than the public sees, less than its owner.</summary>
internal sealed class OpenShareHandler(ShipmentsDbContext db, ShareTokens tokens, TimeProvider clock)
{
    public async Task<Result<SharedShipment>> HandleAsync(OpenShareRequest request, CancellationToken cancellationToken)
    {
        if (tokens.Read(request.Token, clock.GetUtcNow()) is not { } id)
        {
            return ShareErrors.NotFound;
        }

        var found = await db.ShareLinks.AsNoTracking().Where(link => link.Id == id && link.RevokedAt == null)
            .Join(db.Shipments.AsNoTracking(), link => link.ShipmentId, shipment => shipment.Id, (link, shipment) => new { link, shipment })
            .SingleOrDefaultAsync(cancellationToken);
        return found is null || found.shipment.IsErased ? ShareErrors.NotFound : Answer(found.shipment, found.link);
    }

    /// <summary>The first letter of each name: <c>A. H.</c></summary>
    public static string Initials(string name)
    {
        var letters = name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.FirstOrDefault(char.IsLetter))
            .Where(char.IsLetter).ToList();
        return string.Join(' ', letters.Select(letter => $"{char.ToUpperInvariant(letter)}."));
    }

    private static SharedShipment Answer(Domain.Shipment shipment, ShareLink link) => new()
    {
        TrackingNumber = shipment.TrackingNumber.ToString(),
        Sender = Answer(shipment.Sender),
        Recipient = Answer(shipment.Recipient),
        Parcels =
        {
            shipment.Parcels.Select(parcel => new SharedParcel
            {
                WeightGrams = parcel.WeightGrams,
                LengthMm = parcel.LengthMm,
                WidthMm = parcel.WidthMm,
                HeightMm = parcel.HeightMm,
            }),
        },
        ServiceLevel = shipment.ServiceLevel,
        PromisedAt = shipment.PromisedAt.ToTimestamp(),
        ExpiresAt = link.ExpiresAt.ToTimestamp(),
    };

    private static SharedParty Answer(Party party) => new()
    {
        Initials = Initials(party.Name),
        City = party.Address.City,
        Region = party.Address.Region ?? string.Empty,
        PostalCode = party.Address.PostalCode ?? string.Empty,
        Country = party.Address.Country,
    };
}
