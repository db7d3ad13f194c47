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
            // A repeat is answered as the first was, though the day that it names may have gone by.
            return CreateShipmentValidation.Key(request) is { } key && await FirstAsync(key, caller, cancellationToken) is { } earlier
                ? Repeat(key, earlier)
                : error;
        }

        return await creation.CreateAsync(
            (number, now) => Shipment.Create(valid.Draft, caller.UserId, number, valid.Request, now),
            UniqueIndex.CreateKey,
            // Not null: the index is of keys.
            async () => Repeat(valid.Request!, (await FirstAsync(valid.Request!, caller, cancellationToken))!),
            cancellationToken);
    }

    private Task<Shipment?> FirstAsync(IdempotentRequest request, Caller caller, CancellationToken cancellationToken) =>
        db.Shipments.AsNoTracking()
        .SingleOrDefaultAsync(shipment => shipment.OwnerId == caller.UserId && shipment.IdempotencyKey == request.Key, cancellationToken);

    private static Result<Shipment> Repeat(IdempotentRequest request, Shipment first) =>
        request.Repeats(first.RequestHash) ? first : ShipmentErrors.KeyReused;
}
