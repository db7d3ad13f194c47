using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Domain;
using Logistics.Shipments.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Shipment = Logistics.Shipments.Domain.Shipment;

namespace Logistics.Shipments.Features.CreateShipment;

/// <summary>Creates a shipment in one round trip: nothing is asked beforehand that an index can refuse.</summary>
internal sealed class CreateShipmentHandler(ShipmentsDbContext db, ShipmentInsert insert, TrackingNumberIssuer numbers, TimeProvider clock)
{
    private const int MaxNumbersTried = 5;

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

        for (var tried = 1; ; tried++)
        {
            var shipment = Shipment.Create(valid.Draft, caller.UserId, numbers.Issue(), valid.Request, clock.GetStorableNow());
            try
            {
                await insert.ExecuteAsync(shipment, ShipmentEvents.Created(shipment), cancellationToken);
                return shipment;
            }
            catch (PostgresException exception) when (exception.ViolatesUnique(UniqueIndex.TrackingNumber) && tried < MaxNumbersTried)
            {
                // Another number, then.
            }
            catch (PostgresException exception) when (exception.ViolatesUnique(UniqueIndex.CreateKey) && valid.Request is not null)
            {
                return await AnswerRepeatAsync(valid.Request, caller, cancellationToken);
            }
            catch (PostgresException exception) when (exception.ViolatesPrimaryKey())
            {
                // The keys are new and unique: only the execution strategy's own first try, whose answer was lost, can have used them.
                return shipment;
            }
        }
    }

    private async Task<Result<Shipment>> AnswerRepeatAsync(IdempotentRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var first = await db.Shipments.AsNoTracking()
            .SingleAsync(shipment => shipment.OwnerId == caller.UserId && shipment.IdempotencyKey == request.Key, cancellationToken);
        return request.Repeats(first.RequestHash) ? first : ShipmentErrors.KeyReused;
    }
}
