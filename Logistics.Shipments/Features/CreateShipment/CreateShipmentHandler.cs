using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Domain;
using Logistics.Shipments.Persistence;
using Microsoft.EntityFrameworkCore;
using Shipment = Logistics.Shipments.Domain.Shipment;

namespace Logistics.Shipments.Features.CreateShipment;

internal sealed class CreateShipmentHandler(ShipmentsDbContext db, ShipmentCreation creation, TimeProvider clock)
{
    public async Task<Result<Shipment>> HandleAsync(CreateShipmentRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (!caller.IsInRole(Roles.Customer))
        {
            return ShipmentErrors.CustomersOnly;
        }

        if (!CreateShipmentValidation.Validate(request, clock.GetStorableNow()).IsSuccess(out var valid, out var error))
        {
            return error;
        }

        return await creation.CreateAsync(
            (number, now) => Shipment.Create(valid.Draft, caller.UserId, number, valid.Request, now),
            UniqueIndex.CreateKey,
            async () =>
            {
                var first = await db.Shipments.AsNoTracking()
                    .SingleAsync(shipment => shipment.OwnerId == caller.UserId && shipment.IdempotencyKey == valid.Request!.Key, cancellationToken); // not null: the index is of keys
                return valid.Request!.Repeats(first.RequestHash) ? first : ShipmentErrors.KeyReused;
            },
            cancellationToken);
    }
}
