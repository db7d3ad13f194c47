using Logistics.Contracts.Common.V1;
using Logistics.Shipments.Domain;
using Logistics.Shipments.Features.ErasePeople;
using Logistics.Shipments.Persistence;
using Logistics.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Logistics.Tests.Shipments;

/// <summary>What is done again and again for those who are gone. (What happens at once: <see cref="People.PersonalDataTests"/>.)</summary>
public sealed class ErasingTests(SystemFixture fixture) : IAsyncLifetime
{
    private readonly SteppedClock _clock = new();
    private FreshDatabase<ShipmentsDbContext> _database = null!; // set before any test runs

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await FreshDatabase<ShipmentsDbContext>.CreateAsync(fixture, "shipmentsdb");

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Who_is_gone_is_remembered_until_the_last_parcel_has_ended_and_lost_its_names()
    {
        var shipment = Samples.Shipment();
        await using (var db = _database.Open())
        {
            db.Add(shipment);
            db.Add(new Erasure { OwnerId = shipment.OwnerId, At = _clock.GetUtcNow() });
            await db.SaveChangesAsync(Cancelled);
        }

        _clock.Advance(TimeSpan.FromDays(2));
        await SweepAsync();
        Assert.Equal(("Amina", 1), await StandingAsync());

        await using (var db = _database.Open())
        {
            db.Attach(shipment);
            var cancelled = shipment.ChangeStatus(Samples.Report(ShipmentStatus.Cancelled), TimeProvider.System.GetUtcNow());
            Assert.True(cancelled.IsSuccess(out var change, out _));
            db.Add(change);
            await db.SaveChangesAsync(Cancelled);
        }

        await SweepAsync();
        Assert.Equal(("(erased)", 0), await StandingAsync());
    }

    private Task SweepAsync() => new Erasing(_database.Connections, _clock).SweepAsync(Cancelled);

    private async Task<(string Sender, int Remembered)> StandingAsync()
    {
        await using var db = _database.Open();
        return ((await db.Shipments.AsNoTracking().SingleAsync(Cancelled)).Sender.Name, await db.Set<Erasure>().CountAsync(Cancelled));
    }
}
