using System.Globalization;
using Logistics.Messaging;
using Logistics.Tracking.Features.RecordLocations;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Logistics.Tracking.Features.KeepPartitions;

/// <summary>
/// A partition of <c>location_pings</c> for each day: made some days ahead, dropped as a whole when its time is over. Any number of
/// replicas may do it at once.
/// </summary>
internal sealed class PingPartitions(NpgsqlDataSource database, IOptions<TrackingOptions> options, TimeProvider clock)
{
    private const string Prefix = "location_pings_";
    private const string DayFormat = "yyyyMMdd";
    private const int DaysAhead = 7;

    /// <summary>Among replicas. Any number, but no other lock's.</summary>
    private const string OneAtATime = "SELECT pg_advisory_xact_lock(20260301)";

    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var first = DateOnly.FromDateTime((now - PingValidation.MaxAge).UtcDateTime);
        var missing = Enumerable.Range(0, DaysAhead + 2).Select(first.AddDays).Select(NameOf).Except(await ExistingAsync(cancellationToken))
            .ToList();
        var ended = DateOnly.FromDateTime((now - options.Value.Locations.Retention).UtcDateTime);
        var over = (await ExistingAsync(cancellationToken)).Where(name => DayOf(name) < ended).ToList();
        if (missing.Count + over.Count > 0)
        {
            await ChangeAsync([.. missing.Select(Create), .. over.Select(name => $"DROP TABLE IF EXISTS {name}")], cancellationToken);
        }

        await database.ExecuteAsync(
            $"DELETE FROM courier_positions WHERE at < {now - options.Value.Locations.Retention}", cancellationToken);
    }

    private Task<List<string>> ExistingAsync(CancellationToken cancellationToken) => database.QueryAsync(
        $"SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'location_pings'::regclass", row =>
            row.GetString(0), cancellationToken);

    /// <summary>One at a time among replicas, and not for long: who waits for a lock on the whole table makes all others wait.</summary>
    private async Task ChangeAsync(IEnumerable<string> statements, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch(); // which is a transaction
        batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT set_config('lock_timeout', '5s', true)"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(OneAtATime));
        foreach (var statement in statements)
        {
#pragma warning disable CA2100 // nothing here comes from outside
            batch.BatchCommands.Add(new NpgsqlBatchCommand(statement));
#pragma warning restore CA2100
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string Create(string name) => string.Create(
        CultureInfo.InvariantCulture,
        $"CREATE TABLE IF NOT EXISTS {name} PARTITION OF location_pings"
        + $" FOR VALUES FROM ('{DayOf(name):yyyy-MM-dd} 00:00+00') TO ('{DayOf(name).AddDays(1):yyyy-MM-dd} 00:00+00')");

    private static string NameOf(DateOnly day) => Prefix + day.ToString(DayFormat, CultureInfo.InvariantCulture);

    private static DateOnly DayOf(string name) => DateOnly.ParseExact(name[Prefix.Length..], DayFormat, CultureInfo.InvariantCulture);
}
