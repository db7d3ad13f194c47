using Logistics.Contracts;
using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Domain;
using Logistics.Shipments.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Shipment = Logistics.Shipments.Domain.Shipment;

namespace Logistics.Shipments.Features.ChangeStatus;

/// <summary>
/// Applies scans, one or many: one question for all shipments and keys, the rules in memory, one round trip for all that follows. Where
/// someone else moves one of the shipments meanwhile, nothing was written, and all is looked at again.
/// </summary>
internal sealed class Scans(ShipmentsDbContext db, ScanWrite write, TimeProvider clock)
{
    /// <summary>One of those that meet gets through each time, so scans are refused only where more than this many stand in line.</summary>
    private const int MaxAttempts = 64;

    /// <returns>An answer for each, in order.</returns>
    public async Task<Result<List<Result<Shipment>>>> ApplyAsync(
        IReadOnlyCollection<ChangeStatusRequest> requests, Caller caller, CancellationToken cancellationToken)
    {
        var aliases = await AliasesAsync(requests, cancellationToken);
        var rows = requests.Select(request => Read(request, aliases, caller)).ToList();
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var shipments = await FindAsync(rows, caller, cancellationToken);
            var now = clock.GetStorableNow();
            var results = rows.Select(row => row.Then(scan => Apply(scan, shipments, caller, now))).ToList();
            try
            {
                var moved = shipments.Values.Select(found => found.Moved).Where(shipment => shipment.Steps.Count > 0)
                    .OrderBy(shipment => shipment.Shipment.Id.Value).ToList();
                if (moved.Count > 0)
                {
                    await write.ExecuteAsync(moved, cancellationToken);
                }

                return results;
            }
            catch (PostgresException exception)
                when (exception.ViolatesPrimaryKey() || exception.ViolatesUnique(UniqueIndex.StatusChangeKey))
            {
                // Overtaken: again.
            }
        }

        return ShipmentErrors.Busy;
    }

    /// <summary>Whose the partners' numbers among the rows are; asked only where there are any.</summary>
    private async Task<Dictionary<PartnerNumber, TrackingNumber>> AliasesAsync(
        IEnumerable<ChangeStatusRequest> requests, CancellationToken cancellationToken)
    {
        var partners = requests
            .Select(request => PartnerNumber.TryParse(request.TrackingNumber, out var alias) ? alias : (PartnerNumber?)null)
            .OfType<PartnerNumber>().Distinct().ToArray();
        return partners.Length == 0
            ? []
            : await db.ShipmentAliases.Where(alias => partners.Contains(alias.Alias))
                .Join(
                    db.Shipments, alias => alias.ShipmentId, shipment => shipment.Id,
                    (alias, shipment) => new { alias.Alias, shipment.TrackingNumber })
                .ToDictionaryAsync(named => named.Alias, named => named.TrackingNumber, cancellationToken);
    }

    private Result<Scan> Read(ChangeStatusRequest request, Dictionary<PartnerNumber, TrackingNumber> aliases, Caller caller) =>
        TrackingNumber.TryParse(request.TrackingNumber, out var number)
            || (PartnerNumber.TryParse(request.TrackingNumber, out var alias) && aliases.TryGetValue(alias, out number))
        ? ChangeStatusValidation.Validate(request, caller.UserId, clock.GetStorableNow())
            .Then(report => (Result<Scan>)new Scan(number, request.ExpectedVersion, report))
        : ShipmentErrors.NotFound;

    private async Task<Dictionary<TrackingNumber, Found>> FindAsync(
        IEnumerable<Result<Scan>> rows, Caller caller, CancellationToken cancellationToken)
    {
        var scans = rows.Select(row => row.IsSuccess(out var scan, out _) ? scan : null).OfType<Scan>().ToList();
        var numbers = scans.Select(scan => scan.Number).Distinct().ToArray();
        var keys = scans.Select(scan => scan.Report.Request?.Key).OfType<string>().Distinct().ToArray();
        var found = await db.Shipments.AsNoTracking().VisibleTo(caller)
            .Where(shipment => numbers.Contains(shipment.TrackingNumber))
            .Select(shipment => new
            {
                Shipment = shipment,
                Earlier = db.StatusChanges
                    .Where(change => change.ShipmentId == shipment.Id && keys.Contains(change.IdempotencyKey))
                    .Select(change => new { change.IdempotencyKey, change.RequestHash })
                    .ToList(),
            })
            .ToListAsync(cancellationToken);
        return found.ToDictionary(
            one => one.Shipment.TrackingNumber,
            one => new Found(
                new MovedShipment(one.Shipment, one.Shipment.Version),
                one.Earlier.ToDictionary(change => change.IdempotencyKey!, change => change.RequestHash))); // not null: one of the keys
    }

    private static Result<Shipment> Apply(Scan scan, Dictionary<TrackingNumber, Found> shipments, Caller caller, DateTimeOffset now)
    {
        if (!shipments.TryGetValue(scan.Number, out var found))
        {
            return ShipmentErrors.NotFound;
        }

        var (shipment, report) = (found.Moved.Shipment, scan.Report);
        var earlier = report.Request is null ? null : found.Earlier.GetValueOrDefault(report.Request.Key);
        if (ShipmentChanges.Settled(shipment, scan.ExpectedVersion, report.Request, earlier) is { } settled)
        {
            return settled;
        }

        if (!caller.MayReport(report, shipment))
        {
            return ShipmentErrors.NotYours(report.Status);
        }

        if (!shipment.ChangeStatus(report, now).IsSuccess(out var step, out var error))
        {
            return error;
        }

        found.Moved.Steps.Add(step);
        if (report.Request is not null)
        {
            found.Earlier[report.Request.Key] = report.Request.Hash;
        }

        return shipment;
    }

    /// <param name="ExpectedVersion">0 for any.</param>
    private sealed record Scan(TrackingNumber Number, int ExpectedVersion, StatusReport Report);

    /// <param name="Moved">The shipment, and what the scans of this batch made of it.</param>
    /// <param name="Earlier">What was asked under keys that are known.</param>
    private sealed record Found(MovedShipment Moved, Dictionary<string, byte[]?> Earlier);
}
