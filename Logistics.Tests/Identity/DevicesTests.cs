using Logistics.Contracts.Events;
using Logistics.Identity;
using Logistics.Identity.Domain;
using Logistics.Identity.Features.ManageDevices;
using Logistics.Identity.Persistence;
using Logistics.Messaging;
using Logistics.ServiceDefaults.Authentication;
using Logistics.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Xunit;

namespace Logistics.Tests.Identity;

/// <summary>Devices go when their tokens are dead, or nobody has seen them for long.</summary>
public sealed class DevicesTests(SystemFixture fixture) : IAsyncLifetime
{
    private readonly SteppedClock _clock = new();
    private FreshDatabase<AccountsDbContext> _database = null!; // set before any test runs
    private Guid _owner;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await FreshDatabase<AccountsDbContext>.CreateAsync(fixture, "identitydb");
        _owner = await _database.AddAccountAsync(Roles.Customer);
    }

    public async ValueTask DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task A_device_not_seen_for_270_days_is_forgotten_and_others_are_told()
    {
        var idle = await AddAsync();
        _clock.Advance(TimeSpan.FromDays(1));
        var fresh = await AddAsync();
        _clock.Advance(TimeSpan.FromDays(269.5));

        await using var db = _database.Open();
        Assert.True(await _database.Connections.AnyAsync(IdleDevices.Due(new IdentitySettings(), _clock.GetUtcNow()), Cancelled));
        await new IdleDevices(db, Options.Create(new IdentitySettings()), _clock).PruneAsync(Cancelled);
        Assert.False(await _database.Connections.AnyAsync(IdleDevices.Due(new IdentitySettings(), _clock.GetUtcNow()), Cancelled));

        Assert.Equal([fresh], await DevicesAsync());
        Assert.Equal([("user.device_removed", $"{_owner}")], await PublishedAsync());
        Assert.NotEqual(idle, fresh);
    }

    [Fact]
    public async Task A_device_whose_token_is_dead_is_forgotten_unless_it_was_seen_since()
    {
        var dead = await AddAsync();
        var report =
            new PushTokenRejected { EventId = Guid.CreateVersion7(), UserId = _owner, DeviceId = dead, OccurredAt = _clock.GetUtcNow() };
        await HandleAsync(report with { OccurredAt = _clock.GetUtcNow().AddSeconds(-1) });
        Assert.Equal([dead], await DevicesAsync());

        await HandleAsync(report);
        await HandleAsync(report);

        Assert.Empty(await DevicesAsync());
        Assert.Single(await PublishedAsync());
    }

    private async Task<Guid> AddAsync()
    {
        var id = Guid.CreateVersion7();
        await using var db = _database.Open();
        db.Devices.Add(new PushDevice
        {
            Id = id,
            AccountId = _owner,
            Token = $"{id}",
            TokenHash = PushDevice.HashOf($"{id}"),
            Platform = "IOS",
            CreatedAt = _clock.GetUtcNow(),
            LastSeenAt = _clock.GetUtcNow(),
        });
        await db.SaveChangesAsync(Cancelled);
        return id;
    }

    private async Task HandleAsync(PushTokenRejected report)
    {
        await using var db = _database.Open();
        await new DeadTokensHandler(_clock).HandleAsync([report], db, Cancelled);
        await db.SaveChangesAsync(Cancelled);
    }

    private async Task<List<Guid>> DevicesAsync()
    {
        await using var db = _database.Open();
        return await db.Devices.Select(device => device.Id).ToListAsync(Cancelled);
    }

    private async Task<List<(string Name, string Subject)>> PublishedAsync()
    {
        await using var db = _database.Open();
        var rows = await db.Database.SqlQuery<string>($"SELECT event_name || ' ' || subject AS \"Value\" FROM outbox_messages ORDER BY id")
            .ToListAsync(Cancelled);
        return rows.ConvertAll(row => (row.Split(' ')[0], row.Split(' ')[1]));
    }
}
