using Npgsql;

namespace Logistics.Messaging.Consumers;

internal static class Inbox
{
    private const string Insert = $"""
        INSERT INTO {InboxMessageConfiguration.Table} (event_id, queue, handled_at)
        SELECT id, $2, $3 FROM unnest($1) AS id
        ON CONFLICT DO NOTHING
        RETURNING event_id
        """;

    /// <summary>
    /// Marks events as handled from this queue, in the transaction that is open, and returns those that were not marked before. Where
    /// another consumer is about to mark the same, waits for its outcome.
    /// </summary>
    public static async Task<HashSet<Guid>> MarkAsync(
        NpgsqlConnection connection, string queue, Guid[] eventIds, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Insert, connection)
        {
            Parameters = { new() { Value = eventIds }, new() { Value = queue }, new() { Value = now } },
        };
        var fresh = new HashSet<Guid>(eventIds.Length);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            fresh.Add(reader.GetGuid(0));
        }

        return fresh;
    }
}
