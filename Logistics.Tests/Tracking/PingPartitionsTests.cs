using Logistics.Tests.Infrastructure;
using Logistics.Tracking;
using Logistics.Tracking.Features.KeepPartitions;
using Logistics.Tracking.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Xunit;

namespace Logistics.Tests.Tracking;

public sealed class PingPartitionsTests(SystemFixture fixture)
{
    private readonly SteppedClock _clock = new(); // 2026-04-06

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_day_has_its_partition_ahead_of_time_and_loses_it_when_its_time_is_over_with_any_number_of_replicas()
    {
        await using var database = await FreshDatabase<TrackingDbContext>.CreateAsync(fixture, "trackingdb");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => KeepAsync(database)));
        Assert.Equal(9, (await DaysAsync(database)).Count); // yesterday, today and seven to come
        await using (var db = database.Open())
        {
            await db.Database.ExecuteSqlRawAsync(
                "INSERT INTO location_pings (courier_id, at, latitude, longitude) "
                + "SELECT gen_random_uuid(), '2026-04-06 12:00+00'::timestamptz + n * interval '1 day', 1, 2 "
                + "FROM generate_series(-1, 7) AS n",
                Cancellation);
        }

        _clock.Advance(TimeSpan.FromDays(9));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => KeepAsync(database)));

        var days = await DaysAsync(database);
        // The day of which a part is within retention stays.
        Assert.Equal(("location_pings_20260408", "location_pings_20260422"), (days[0], days[^1]));
        await using var after = database.Open();
        Assert.Equal(
            6, (await after.Database.SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM location_pings").ToListAsync(Cancellation))[0]);
    }

    private Task KeepAsync(FreshDatabase<TrackingDbContext> database) =>
        new PingPartitions(database.Connections, Options.Create(new TrackingOptions()), _clock).KeepAsync(Cancellation);

    private static async Task<List<string>> DaysAsync(FreshDatabase<TrackingDbContext> database)
    {
        await using var db = database.Open();
        return await db.Database
            .SqlQuery<string>(
                $"SELECT inhrelid::regclass::text AS \"Value\" FROM pg_inherits WHERE inhparent = 'location_pings'::regclass ORDER BY 1")
            .ToListAsync(Cancellation);
    }
}
