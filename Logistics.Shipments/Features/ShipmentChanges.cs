using Logistics.Messaging;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Domain;
using Logistics.Shipments.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Shipments.Features;

/// <summary>
/// Changes a shipment: finds it if the caller may see it, takes a repeat for one, holds to the version that was named, and saves the change
/// with its event. Of changes that meet, one is saved; the others look again at what the shipment has become.
/// </summary>
internal sealed class ShipmentChanges(ShipmentsDbContext db, TimeProvider clock)
{
    /// <summary>
    /// One of those that meet gets through each time, so a change is refused only where more than this many stand in line.
    /// </summary>
    private const int MaxAttempts = 64;

    public Task<Result<Shipment>> ApplyAsync(
        string trackingNumber, int expectedVersion, IdempotentRequest? request, Caller caller,
        Func<Shipment, DateTimeOffset, Result<StatusChange>> change, CancellationToken cancellationToken) =>
        ApplyAsync(
            trackingNumber, expectedVersion, request, caller,
            (shipment, now, _) => Task.FromResult(change(shipment, now)), cancellationToken);

    /// <param name="trackingNumber">Or a partner's number.</param>
    /// <param name="expectedVersion">0 for any.</param>
    /// <param name="change">Changes the shipment and says how, or why not. May be asked again, with what others have made of the shipment
    /// meanwhile.</param>
    public async Task<Result<Shipment>> ApplyAsync(
        string trackingNumber, int expectedVersion, IdempotentRequest? request, Caller caller,
        Func<Shipment, DateTimeOffset, CancellationToken, Task<Result<StatusChange>>> change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            try
            {
                return await TryAsync(trackingNumber, expectedVersion, request, caller, change, cancellationToken);
            }
            catch (DbUpdateException exception) when (exception is DbUpdateConcurrencyException
                || exception.ViolatesUnique(UniqueIndex.StatusChangeKey)
                || exception.ViolatesUnique(UniqueIndex.ReturnOf)
                || exception.ViolatesPrimaryKey())
            {
                db.ChangeTracker.Clear();
            }
        }

        return ShipmentErrors.Busy;
    }

    /// <summary>The answer to what needs no change, being a repeat, or may make none, being about an earlier version; else none.</summary>
    /// <param name="expectedVersion">0 for any.</param>
    /// <param name="earlierHash">Of what was asked before under the request's key.</param>
    public static Result<Shipment>? Settled(Shipment shipment, int expectedVersion, IdempotentRequest? request, byte[]? earlierHash)
    {
        if (request is not null && earlierHash is not null)
        {
            return request.Repeats(earlierHash) ? shipment : ShipmentErrors.KeyReused;
        }

        if (expectedVersion != 0 && expectedVersion != shipment.Version)
        {
            return ShipmentErrors.StaleVersion(shipment.Version);
        }

        return null;
    }

    private async Task<Result<Shipment>> TryAsync(
        string number, int expectedVersion, IdempotentRequest? request, Caller caller,
        Func<Shipment, DateTimeOffset, CancellationToken, Task<Result<StatusChange>>> change, CancellationToken cancellationToken)
    {
        var key = request?.Key;
        var found = await db.Numbered(number)
            .Select(shipment => new
            {
                Shipment = shipment,
                EarlierHash = db.StatusChanges
                    .Where(change => change.ShipmentId == shipment.Id && change.IdempotencyKey == key)
                    .Select(change => change.RequestHash)
                    .FirstOrDefault(),
            })
            .SingleOrDefaultAsync(cancellationToken);

        if (found is null || !caller.MaySee(found.Shipment))
        {
            return ShipmentErrors.NotFound;
        }

        var shipment = found.Shipment;
        if (Settled(shipment, expectedVersion, request, found.EarlierHash) is { } settled)
        {
            return settled;
        }

        if (!(await change(shipment, clock.GetStorableNow(), cancellationToken)).IsSuccess(out var made, out var error))
        {
            return error;
        }

        db.Add(made);
        db.Publish(ShipmentEvents.Of(shipment, made));
        await db.SaveInOneBatchAsync(cancellationToken);
        return shipment;
    }
}
