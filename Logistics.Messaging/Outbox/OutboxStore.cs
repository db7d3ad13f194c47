using System.Data;
using Npgsql;

namespace Logistics.Messaging.Outbox;

/// <summary>
/// The outbox table, as relay and monitor see it. Plain SQL: few statements, which run all day and hold locks on purpose.
/// </summary>
internal sealed class OutboxStore(NpgsqlDataSource database)
{
    private const string Count = $"""
        SELECT count(*) FILTER (WHERE parked_at IS NULL), count(*) FILTER (WHERE parked_at IS NOT NULL),
               min(created_at) FILTER (WHERE parked_at IS NULL)
        FROM {OutboxMessageConfiguration.Table}
        """;

    /// <summary>Locks rows that are for anyone to publish, oldest first, passing over those that another replica holds.</summary>
    public async Task<OutboxClaim> ClaimAsync(Guid after, DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken);
        try
        {
            return await OutboxClaim.TakeAsync(connection, after, now, limit, cancellationToken);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async Task SettleAsync(OutboxSettlement settlement, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await settlement.ApplyAsync(connection, cancellationToken);
    }

    public async Task<OutboxCount> CountAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Count);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new OutboxCount(reader.GetInt64(0), reader.GetInt64(1), reader.GetFieldValue<DateTimeOffset?>(2));
    }
}

/// <param name="Waiting">Rows to be published.</param>
/// <param name="Parked">Rows that the broker refused for good.</param>
/// <param name="Oldest">Since when the oldest waits.</param>
internal readonly record struct OutboxCount(long Waiting, long Parked, DateTimeOffset? Oldest);
