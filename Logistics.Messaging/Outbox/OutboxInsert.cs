using Npgsql;
using NpgsqlTypes;

namespace Logistics.Messaging.Outbox;

/// <summary>New rows of the outbox in one statement, however many.</summary>
internal static class OutboxInsert
{
    private const string Sql = $"""
        INSERT INTO {OutboxMessageConfiguration.Table}
            (id, event_name, subject, occurred_at, body, trace_parent, trace_state, created_at, available_at, attempts)
        SELECT *, 0 FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;

    /// <param name="rows">Of events, not of replays.</param>
    public static NpgsqlBatchCommand Of(IReadOnlyList<OutboxMessage> rows) => new(Sql)
    {
        Parameters =
        {
            Column(rows, NpgsqlDbType.Uuid, row => row.Id),
            Column(rows, NpgsqlDbType.Text, row => row.EventName),
            Column(rows, NpgsqlDbType.Text, row => row.Subject),
            Column(rows, NpgsqlDbType.TimestampTz, row => row.OccurredAt),
            Column(rows, NpgsqlDbType.Bytea, row => row.Body),
            Column(rows, NpgsqlDbType.Text, row => row.TraceParent),
            Column(rows, NpgsqlDbType.Text, row => row.TraceState),
            Column(rows, NpgsqlDbType.TimestampTz, row => row.CreatedAt),
            Column(rows, NpgsqlDbType.TimestampTz, row => row.AvailableAt),
        },
    };

    private static NpgsqlParameter<T[]> Column<T>(IReadOnlyList<OutboxMessage> rows, NpgsqlDbType type, Func<OutboxMessage, T> value)
    {
        var values = new T[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(rows[i]);
        }

        return new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = type | NpgsqlDbType.Array };
    }
}
