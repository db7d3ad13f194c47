using Npgsql;

namespace Logistics.Messaging.Outbox;

/// <summary>
/// Rows locked for publishing. What is not settled when this is disposed, or when the process dies, is free for the next claim.
/// </summary>
internal sealed class OutboxClaim : IAsyncDisposable
{
    private const string Select = $"""
        SELECT id, event_name, subject, occurred_at, body, created_at, available_at, attempts,
               trace_parent, trace_state, target_queue, replayed_source, replayed_event_id
        FROM {OutboxMessageConfiguration.Table}
        WHERE id > $1 AND available_at <= $2 AND parked_at IS NULL
        ORDER BY id LIMIT $3 FOR UPDATE SKIP LOCKED
        """;

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private readonly List<OutboxMessage> _rows = [];

    private OutboxClaim(NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (_connection, _transaction) = (connection, transaction);

    public IReadOnlyList<OutboxMessage> Rows => _rows;

    /// <param name="connection">The claim's from now on.</param>
    public static async Task<OutboxClaim> TakeAsync(
        NpgsqlConnection connection, Guid after, DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        var claim = new OutboxClaim(connection, await connection.BeginTransactionAsync(cancellationToken));
        await using var command = new NpgsqlCommand(Select, connection, claim._transaction)
        {
            Parameters = { new() { Value = after }, new() { Value = now }, new() { Value = limit } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            claim._rows.Add(Read(reader));
        }

        return claim;
    }

    public async Task SettleAsync(OutboxSettlement settlement, CancellationToken cancellationToken)
    {
        await settlement.ApplyAsync(_connection, cancellationToken);
        await _transaction.CommitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private static OutboxMessage Read(NpgsqlDataReader row)
    {
        return new OutboxMessage
        {
            Id = row.GetGuid(0),
            EventName = row.GetString(1),
            Subject = row.GetString(2),
            OccurredAt = row.GetFieldValue<DateTimeOffset>(3),
            Body = row.GetFieldValue<byte[]>(4),
            CreatedAt = row.GetFieldValue<DateTimeOffset>(5),
            AvailableAt = row.GetFieldValue<DateTimeOffset>(6),
            Attempts = row.GetInt32(7),
            TraceParent = TextOrNull(8),
            TraceState = TextOrNull(9),
            TargetQueue = TextOrNull(10),
            ReplayedSource = TextOrNull(11),
            ReplayedEventId = row.IsDBNull(12) ? null : row.GetGuid(12),
        };

        string? TextOrNull(int column) => row.IsDBNull(column) ? null : row.GetString(column);
    }
}
