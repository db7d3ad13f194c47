using System.Security.Cryptography;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.Shipments.Features.CountStatuses;
using Logistics.Shipments.Persistence;
using Logistics.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Logistics.Tests.Shipments;

/// <summary>Counting by status and day, against PostgreSQL.</summary>
public sealed class StatisticsTests(SystemFixture fixture) : IAsyncLifetime
{
    private FreshDatabase<ShipmentsDbContext> _database = null!; // set before any test runs

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await FreshDatabase<ShipmentsDbContext>.CreateAsync(fixture, "shipmentsdb");

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task They_are_what_a_count_says_before_while_and_after_the_steps_are_added_up()
    {
        await MoveAboutAsync(40);
        var uncounted = await StatisticsAsync();
        Assert.Equal(await CountedAsync(), Current(uncounted));
        Assert.InRange(
            uncounted.Days
                .SelectMany(day => day.Entered)
                .Where(count => count.Status == ShipmentStatus.Created)
                .Sum(count => count.Count),
            40,
            200); // some come back to it

        await Task.WhenAll(MoveAboutAsync(40), AddUpAsync(), AddUpAsync(), AddUpAsync());
        Assert.Equal(await CountedAsync(), Current(await StatisticsAsync()));

        await AddUpAsync();
        await using var db = _database.Open();
        Assert.Equal(0, await db.Database.SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM status_moves").SingleAsync(Cancelled));
        Assert.Equal(await CountedAsync(), Current(await StatisticsAsync()));
    }

    [Fact]
    public async Task Days_outside_the_range_count_towards_what_is_now_only()
    {
        await MoveAboutAsync(3);

        var answer = await StatisticsAsync(new GetStatisticsRequest { From = "2020-01-01", Until = "2020-12-31" });

        Assert.Empty(answer.Days);
        Assert.Equal(await CountedAsync(), Current(answer));
    }

    [Fact]
    public async Task A_range_that_is_none_is_refused()
    {
        await using var db = _database.Open();
        var answer = await new GetStatisticsHandler(db, TimeProvider.System)
            .HandleAsync(new GetStatisticsRequest { From = "2026-02-30", Until = "yesterday" }, Cancelled);

        Assert.Equal(["until", "from"], answer.Error!.Fields.Select(fault => fault.Field).Distinct());
    }

    /// <summary>Creates shipments and moves them at random, one by one as the service does.</summary>
    private async Task MoveAboutAsync(int count)
    {
        var random = new Random(count);
        for (var i = 0; i < count; i++)
        {
            await using var db = _database.Open();
            var created = await Samples.CreateHandler(db, RandomNumberGenerator.Create())
                .HandleAsync(Samples.Request(), new Caller(Guid.CreateVersion7(), [Roles.Customer]), Cancelled);
            Assert.True(created.IsSuccess(out var shipment, out _));
            db.Attach(shipment);
            for (var steps = random.Next(6); steps > 0 && shipment.AllowedStatuses is { Length: > 0 } allowed; steps--)
            {
                var next = Samples.Report(allowed[random.Next(allowed.Length)]);
                Assert.True(shipment.ChangeStatus(next, TimeProvider.System.GetUtcNow()).IsSuccess(out var change, out _));
                db.Add(change);
                await db.SaveChangesAsync(Cancelled);
            }
        }
    }

    private Task AddUpAsync() => new StatusCounting(_database.Connections).CountAsync(Cancelled);

    private async Task<GetStatisticsResponse> StatisticsAsync(GetStatisticsRequest? request = null)
    {
        await using var db = _database.Open();
        var answer = await new GetStatisticsHandler(db, TimeProvider.System).HandleAsync(request ?? new GetStatisticsRequest(), Cancelled);
        Assert.True(answer.IsSuccess(out var statistics, out var error), error?.Message);
        return statistics;
    }

    private static Dictionary<ShipmentStatus, long> Current(GetStatisticsResponse statistics) =>
        statistics.Current.ToDictionary(count => count.Status, count => count.Count);

    private async Task<Dictionary<ShipmentStatus, long>> CountedAsync()
    {
        await using var db = _database.Open();
        return await db.Shipments.GroupBy(shipment => shipment.Status)
            .ToDictionaryAsync(status => status.Key, status => status.LongCount(), Cancelled);
    }
}
