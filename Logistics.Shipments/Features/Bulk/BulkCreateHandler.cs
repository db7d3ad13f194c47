using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Domain;
using Logistics.Shipments.Features.CreateShipment;
using Logistics.Shipments.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Shipment = Logistics.Shipments.Domain.Shipment;

namespace Logistics.Shipments.Features.Bulk;

/// <summary>Creates many shipments: one question for the keys that were there before, one statement for those that were not.</summary>
internal sealed class BulkCreateHandler(ShipmentsDbContext db, ShipmentInsert insert, TrackingNumberIssuer numbers, TimeProvider clock)
{
    private const int MaxAttempts = 5;

    public async Task<Result<BulkResponse>> HandleAsync(BulkCreateRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (BulkAnswer.TooMany(request.Rows.Count) is { } tooMany)
        {
            return tooMany;
        }

        var now = clock.GetStorableNow();
        var rows = request.Rows.Select(row => Read(row, now)).ToList();
        for (var attempt = 1; ; attempt++)
        {
            var known = await KnownAsync(rows, caller, cancellationToken);
            var created = new List<Shipment>();
            var results = rows.Select(row => Answer(row, known, created, caller)).ToList();
            try
            {
                await SaveAsync(created, cancellationToken);
                return new BulkResponse { Rows = { results } };
            }
            catch (PostgresException exception) when (attempt < MaxAttempts
                && (exception.ViolatesUnique(UniqueIndex.CreateKey) || exception.ViolatesUnique(UniqueIndex.TrackingNumber)))
            {
                // The same rows came twice at once, or a number is taken: look again.
            }
        }
    }

    /// <summary>
    /// A repeat is answered as the first was, though the day that it names may have gone by: so the key is kept of what is not acceptable,
    /// too.
    /// </summary>
    private static Row Read(CreateShipmentRequest row, DateTimeOffset now) =>
        CreateShipmentValidation.Validate(row, now).IsSuccess(out var valid, out var error)
        ? new Row(valid.Draft, Fault: null, valid.Request)
        : new Row(Draft: null, error, CreateShipmentValidation.Key(row));

    private RowResult Answer(Row row, Dictionary<string, Shipment> known, List<Shipment> created, Caller caller)
    {
        if (row.Request is not null && known.TryGetValue(row.Request.Key, out var first))
        {
            return row.Request.Repeats(first.RequestHash) ? BulkAnswer.Of(first) : BulkAnswer.Of(ShipmentErrors.KeyReused);
        }

        if (row.Draft is null)
        {
            return BulkAnswer.Of(row.Fault!); // not null: either is there
        }

        var shipment = Shipment.Create(row.Draft, caller.UserId, numbers.Issue(), row.Request, clock.GetStorableNow());
        created.Add(shipment);
        if (row.Request is not null)
        {
            known[row.Request.Key] = shipment; // for a row further down with the same key
        }

        return BulkAnswer.Of(shipment);
    }

    private async Task<Dictionary<string, Shipment>> KnownAsync(IEnumerable<Row> rows, Caller caller, CancellationToken cancellationToken)
    {
        var keys = rows.Select(row => row.Request?.Key).OfType<string>().Distinct().ToArray();
        return keys.Length == 0
            ? []
            : await db.Shipments.AsNoTracking()
                .Where(shipment => shipment.OwnerId == caller.UserId && keys.Contains(shipment.IdempotencyKey))
                .ToDictionaryAsync(shipment => shipment.IdempotencyKey!, cancellationToken); // not null: one of the keys
    }

    private async Task SaveAsync(List<Shipment> created, CancellationToken cancellationToken)
    {
        if (created.Count == 0)
        {
            return;
        }

        try
        {
            await insert.ExecuteAsync(created, cancellationToken);
        }
        catch (PostgresException exception) when (exception.ViolatesPrimaryKey())
        {
            // The ids are new: only the execution strategy's own first try, whose answer was lost, can have used them.
        }
    }

    /// <param name="Draft">Or, where there is none, what is wrong.</param>
    private sealed record Row(ShipmentDraft? Draft, Error? Fault, IdempotentRequest? Request);
}
