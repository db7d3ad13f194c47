using Npgsql;

namespace Logistics.Messaging.Outbox;

/// <summary>What became of rows that were published: gone, or put off, or parked.</summary>
internal sealed class OutboxSettlement
{
    private const string Delete = $"DELETE FROM {OutboxMessageConfiguration.Table} WHERE id = ANY($1)";

    /// <summary>
    /// Not durable at once, and need not be: a deletion that a crash of the database undoes means an event published twice. And always by
    /// the index: while the table is small, a plan that reads all of it looks good, and is kept when the table is no longer small.
    /// </summary>
    private const string Settings = "SELECT set_config('synchronous_commit', 'off', true), set_config('enable_seqscan', 'off', true)";

    private const string Postpone = $"""
        UPDATE {OutboxMessageConfiguration.Table}
        SET available_at = $2, attempts = $3, parked_at = $4, parked_reason = $5 WHERE id = $1
        """;

    /// <summary>Rows to delete.</summary>
    public List<Guid> Done { get; } = [];

    /// <summary>Rows to keep for later, as they are now.</summary>
    public List<OutboxMessage> Postponed { get; } = [];

    public async Task ApplyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Settings));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Delete) { Parameters = { new() { Value = Done.ToArray() } } });
        foreach (var row in Postponed)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(Postpone)
            {
                Parameters =
                {
                    new() { Value = row.Id },
                    new() { Value = row.AvailableAt },
                    new() { Value = row.Attempts },
                    new() { Value = row.ParkedAt ?? (object)DBNull.Value, DataTypeName = "timestamptz" },
                    new() { Value = row.ParkedReason ?? (object)DBNull.Value, DataTypeName = "text" },
                },
            });
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
