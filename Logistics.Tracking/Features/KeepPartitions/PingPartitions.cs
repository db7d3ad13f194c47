using System.Globalization;
using Logistics.Tracking.Features.RecordLocations;
using Logistics.Tracking.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Logistics.Tracking.Features.KeepPartitions;

/// <summary>
/// A partition of <c>location_pings</c> for each day: made some days ahead, dropped as a whole when its time is over. Any number of replicas may do it at once.
/// </summary>
internal sealed class PingPartitions(TrackingDbContext db, IOptions<TrackingOptions> options, TimeProvider clock)
{
    private const string Prefix = "location_pings_";
    private const string DayFormat = "yyyyMMdd";
    private const int DaysAhead = 7;

    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var first = DateOnly.FromDateTime((now - PingValidation.MaxAge).UtcDateTime);
        var missing = Enumerable.Range(0, DaysAhead + 2).Select(first.AddDays).Select(NameOf).Except(await ExistingAsync(cancellationToken)).ToList();
        var ended = DateOnly.FromDateTime((now - options.Value.Locations.Retention).UtcDateTime);
        var over = (await ExistingAsync(cancellationToken)).Where(name => DayOf(name) < ended).ToList();
        if (missing.Count + over.Count > 0)
        {
            await ChangeAsync([.. missing.Select(Create), .. over.Select(name => $"DROP TABLE IF EXISTS {name}")], cancellationToken);
        }

        await db.CourierPositions.Where(position => position.At < now - options.Value.Locations.Retention).ExecuteDeleteAsync(cancellationToken);
    }

    private Task<List<string>> ExistingAsync(CancellationToken cancellationToken) => db.Database.SqlQuery<string>($"""
        SELECT inhrelid::regclass::text AS "Value" FROM pg_inherits WHERE inhparent = 'location_pings'::regclass
        """).ToListAsync(cancellationToken);

    /// <summary>One at a time among replicas, and not for long: who waits for a lock on the whole table makes all others wait.</summary>
    private Task ChangeAsync(IEnumerable<string> statements, CancellationToken cancellationToken) => db.Database.CreateExecutionStrategy().ExecuteAsync(
        async token =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(token);
#pragma warning disable EF1002 // nothing here comes from outside
            await db.Database.ExecuteSqlRawAsync(
                $"SET LOCAL lock_timeout = '5s'; SELECT pg_advisory_xact_lock(20260407); {string.Join("; ", statements)}", token);
#pragma warning restore EF1002
            await transaction.CommitAsync(token);
        },
        cancellationToken);

    private static string Create(string name) => string.Create(
        CultureInfo.InvariantCulture,
        $"CREATE TABLE IF NOT EXISTS {name} PARTITION OF location_pings FOR VALUES FROM ('{DayOf(name):yyyy-MM-dd} 00:00+00') TO ('{DayOf(name).AddDays(1):yyyy-MM-dd} 00:00+00')");

    private static string NameOf(DateOnly day) => Prefix + day.ToString(DayFormat, CultureInfo.InvariantCulture);

    private static DateOnly DayOf(string name) => DateOnly.ParseExact(name[Prefix.Length..], DayFormat, CultureInfo.InvariantCulture);
}
