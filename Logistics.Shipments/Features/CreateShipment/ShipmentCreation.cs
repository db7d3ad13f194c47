using Logistics.Contracts;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Domain;
using Logistics.Shipments.Persistence;
using Npgsql;

namespace Logistics.Shipments.Features.CreateShipment;

/// <summary>Writes a new shipment in one round trip: nothing is asked beforehand that an index can refuse.</summary>
internal sealed class ShipmentCreation(ShipmentInsert insert, TrackingNumberIssuer numbers, TimeProvider clock)
{
    private const int MaxNumbersTried = 5;

    /// <param name="make">The shipment under a number.</param>
    /// <param name="onceOnly">The index that refuses a second one.</param>
    /// <param name="repeat">The answer where it does.</param>
    public async Task<Result<Shipment>> CreateAsync(
        Func<TrackingNumber, DateTimeOffset, Shipment> make, string onceOnly, Func<Task<Result<Shipment>>> repeat,
        CancellationToken cancellationToken)
    {
        for (var tried = 1; ; tried++)
        {
            var shipment = make(numbers.Issue(), clock.GetStorableNow());
            try
            {
                await insert.ExecuteAsync(shipment, ShipmentEvents.Created(shipment), cancellationToken);
                return shipment;
            }
            catch (PostgresException exception) when (exception.ViolatesUnique(UniqueIndex.TrackingNumber) && tried < MaxNumbersTried)
            {
                // Another number, then.
            }
            catch (PostgresException exception) when (exception.ViolatesUnique(onceOnly))
            {
                return await repeat();
            }
            catch (PostgresException exception) when (exception.ViolatesPrimaryKey())
            {
                // The keys are new and unique: only the execution strategy's own first try, whose answer was lost, can have used them.
                return shipment;
            }
        }
    }
}
