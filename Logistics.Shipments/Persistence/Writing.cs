using Logistics.Contracts.Events;
using Logistics.Messaging;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Logistics.Shipments.Persistence;

internal static class Writing
{
    /// <summary>
    /// Statements of our own and the events that they bring about: one round trip and one transaction, again where the connection fails.
    /// </summary>
    /// <param name="statements">Made anew for each try.</param>
    public static Task WriteAsync(
        this ShipmentsDbContext db,
        ChangeBatches changes,
        Func<NpgsqlBatchCommand[]> statements,
        IReadOnlyList<IEvent> events,
        CancellationToken cancellationToken) =>
        db.Database.CreateExecutionStrategy().ExecuteAsync(
            (db, changes, statements, events), (state, token) =>
                TryAsync(state.db, state.changes, state.statements(), state.events, token), cancellationToken);

    private static async Task TryAsync(
        ShipmentsDbContext db,
        ChangeBatches changes,
        NpgsqlBatchCommand[] statements,
        IReadOnlyList<IEvent> events,
        CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var change = changes.On((NpgsqlConnection)db.Database.GetDbConnection());
            foreach (var statement in statements)
            {
                change.Add(statement);
            }

            foreach (var @event in events)
            {
                change.Publish(@event);
            }

            await change.ExecuteAsync(cancellationToken);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
