using Logistics.Bench.Hosting;
using Npgsql;

namespace Logistics.Bench.Figures;

/// <summary>Compares what the services keep of shipments: every event there, and there once.</summary>
internal static class FlowCheck
{
    private const string Shipments = "SELECT tracking_number, version::bigint FROM shipments WHERE tracking_number = ANY ($1)";

    /// <summary>A timeline is whole when its steps are 1, 2, 3, … up to the shipment's version.</summary>
    private const string Timelines = """
        SELECT tracking_number, count(*) - count(DISTINCT sequence), count(DISTINCT sequence) FILTER (WHERE sequence > 0)
        FROM timeline_entries WHERE tracking_number = ANY ($1) GROUP BY tracking_number
        """;

    /// <summary>One event tells one role by one channel one thing.</summary>
    private const string Notifications = """
        SELECT tracking_number, count(*) - count(DISTINCT (cause_id, role, channel)), count(DISTINCT cause_id) FROM notifications
        WHERE tracking_number = ANY ($1) GROUP BY tracking_number
        """;

    /// <param name="numbers">Of the shipments that the system has accepted.</param>
    public static async Task<FlowVerdict> CompareAsync(SystemUnderTest system, string[] numbers, CancellationToken cancellationToken)
    {
        var shipments = await ReadAsync(system, "shipmentsdb", Shipments, numbers, row => row.GetInt64(1), cancellationToken);
        var timelines = await ReadAsync(system, "trackingdb", Timelines, numbers, Counts, cancellationToken);
        var told = await ReadAsync(system, "notificationsdb", Notifications, numbers, Counts, cancellationToken);
        var lost = numbers.Length - shipments.Count;
        var untold = shipments.Sum(shipment => Lacking(shipment, timelines) + Lacking(shipment, told));
        return new FlowVerdict(lost + untold, timelines.Values.Concat(told.Values).Sum(found => found.Doubled));
    }

    private static (long Doubled, long There) Counts(NpgsqlDataReader row) => (row.GetInt64(1), row.GetInt64(2));

    private static long Lacking(KeyValuePair<string, long> shipment, Dictionary<string, (long Doubled, long There)> found) =>
        Math.Max(0, shipment.Value - found.GetValueOrDefault(shipment.Key).There);

    private static async Task<Dictionary<string, T>> ReadAsync<T>(
        SystemUnderTest system,
        string databaseName,
        string sql,
        string[] numbers,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken)
    {
        await using var database = NpgsqlDataSource.Create(system.ConnectionString(databaseName));
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter { Value = numbers });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var found = new Dictionary<string, T>();
        while (await rows.ReadAsync(cancellationToken))
        {
            found.Add(rows.GetString(0), read(rows));
        }

        return found;
    }
}

/// <param name="Missing">Shipments that were accepted and are not there, and events that Tracking or Notifications lacks.</param>
/// <param name="Doubled">Events that took effect twice.</param>
internal sealed record FlowVerdict(long Missing, long Doubled);
