using Logistics.Identity;
using Logistics.Identity.Domain;
using Logistics.Identity.Features.ForgetExpired;
using Logistics.Identity.Links;
using Logistics.Identity.Persistence;
using Logistics.Identity.Sessions;
using Logistics.Messaging;
using Logistics.ServiceDefaults.Authentication;
using Logistics.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace Logistics.Tests.Identity;

/// <summary>What is forgotten without anybody asking, against the real database.</summary>
public sealed class ExpiredTests(SystemFixture fixture) : IAsyncLifetime
{
    private readonly SteppedClock _clock = new();
    private readonly IOptions<IdentitySettings> _settings = Options.Create(new IdentitySettings());
    private FreshDatabase<AccountsDbContext> _database = null!; // not null: InitializeAsync

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await FreshDatabase<AccountsDbContext>.CreateAsync(fixture, "identitydb");

    public async ValueTask DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Sessions_and_links_that_have_expired_are_forgotten_and_others_stay()
    {
        var (idle, active) = (await AddAsync(), await AddAsync());
        await SignInAsync(idle);
        await AddLinkAsync(idle, TimeSpan.FromDays(1));
        _clock.Advance(TimeSpan.FromDays(29));
        await SignInAsync(active);
        await AddLinkAsync(active, TimeSpan.FromDays(2));
        _clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));

        await ForgetAsync();

        await using var db = _database.Open();
        Assert.Equal(active, (await db.Sessions.SingleAsync(Cancelled)).AccountId);
        Assert.Equal(active, (await db.MailedLinks.SingleAsync(Cancelled)).AccountId);
    }

    [Fact]
    public async Task An_account_that_was_never_confirmed_and_that_nobody_uses_is_deleted_and_others_are_told()
    {
        var forgotten = await AddAsync();
        var confirmed = await AddAsync(change: account => account.EmailConfirmed = true);
        var keptOut = await AddAsync(change: account => account.DisabledAt = _clock.GetUtcNow());
        var driver = await AddAsync(Roles.Driver);
        var machine = await AddAsync();
        await AddKeyAsync(machine);
        _clock.Advance(TimeSpan.FromDays(15));
        var signedIn = await AddAsync(age: TimeSpan.FromDays(15));
        await SignInAsync(signedIn);
        var young = await AddAsync();
        _clock.Advance(TimeSpan.FromDays(15) + TimeSpan.FromSeconds(1));

        await ForgetAsync();
        await ForgetAsync();

        Assert.False(await AreUnusedAsync());
        await using var db = _database.Open();
        var left = await db.Accounts.Select(account => account.Id).ToListAsync(Cancelled);
        Assert.Equal(new[] { confirmed, keptOut, driver, machine, signedIn, young }.Order(), left.Order());
        var told = await db.Database
            .SqlQuery<string>($"SELECT event_name || ' ' || subject AS \"Value\" FROM outbox_messages").ToListAsync(Cancelled);
        Assert.Equal([$"user.deleted {forgotten}"], told);
    }

    private async Task ForgetAsync()
    {
        await new ExpiredSignIns(_database.Connections, _clock).ForgetAsync(Cancelled);
        if (await AreUnusedAsync())
        {
            await using var db = _database.Open();
            await new UnusedAccounts(db, _settings, _clock).ForgetAsync(Cancelled);
        }
    }

    private Task<bool> AreUnusedAsync() =>
        _database.Connections.AnyAsync(UnusedAccounts.Due(_settings.Value, _clock.GetUtcNow()), Cancelled);

    private Task<Guid> AddAsync(string role = Roles.Customer, TimeSpan age = default, Action<Account>? change = null) =>
        _database.AddAccountAsync(role, _clock.GetUtcNow() - age, change);

    private async Task SignInAsync(Guid account)
    {
        await using var db = _database.Open();
        var store = new SessionStore(db, _settings, _clock, NullLogger<SessionStore>.Instance);
        await store.BeginAsync(account, new Client(null, null, null), Cancelled);
    }

    private async Task AddLinkAsync(Guid account, TimeSpan lifetime)
    {
        await using var db = _database.Open();
        db.MailedLinks.Add(new MailedLink
        {
            Id = Guid.CreateVersion7(),
            AccountId = account,
            Purpose = LinkPurpose.ConfirmEmail,
            TokenHash = account.ToByteArray(),
            Email = "amina@example.com",
            CreatedAt = _clock.GetUtcNow(),
            ExpiresAt = _clock.GetUtcNow() + lifetime,
        });
        await db.SaveChangesAsync(Cancelled);
    }

    private async Task AddKeyAsync(Guid account)
    {
        await using var db = _database.Open();
        db.ApiKeys.Add(new MachineKey
        {
            Id = Guid.CreateVersion7(),
            AccountId = account,
            Name = "Shop",
            KeyHash = account.ToByteArray(),
            Hint = "lk_1234",
            Scopes = [Scopes.ShipmentsRead],
            CreatedAt = _clock.GetUtcNow(),
            ExpiresAt = _clock.GetUtcNow().AddDays(365),
        });
        await db.SaveChangesAsync(Cancelled);
    }
}
