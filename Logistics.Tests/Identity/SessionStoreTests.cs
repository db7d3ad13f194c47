using Logistics.Identity;
using Logistics.Identity.Domain;
using Logistics.Identity.Persistence;
using Logistics.Identity.Sessions;
using Logistics.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace Logistics.Tests.Identity;

/// <summary>Refresh tokens over time, against the real database.</summary>
public sealed class SessionStoreTests(SystemFixture fixture) : IAsyncLifetime
{
    private static readonly Client Phone = new("Amina's phone", "curl/8", "203.0.113.0/24");

    private readonly SteppedClock _clock = new();
    private readonly Guid _account = Guid.CreateVersion7();
    private FreshDatabase<AccountsDbContext> _database = null!; // not null: InitializeAsync

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_is_traded_for_the_next()
    {
        var first = await BeginAsync();

        var second = await RotateAsync(first);
        var third = await RotateAsync(second!.Value);

        Assert.Equal([2, 3], [second.Value.Generation, third!.Value.Generation]);
        Assert.Equal(3, new[] { first.Secret, second.Value.Secret, third.Value.Secret }.Distinct().Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public async Task A_retry_within_ten_seconds_gets_the_same_successor(int seconds)
    {
        var first = await BeginAsync();
        var second = await RotateAsync(first);
        _clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(second, await RotateAsync(first));
        Assert.NotNull(await RotateAsync(second!.Value));
    }

    [Fact]
    public async Task A_retry_that_was_overtaken_gets_the_newest_token()
    {
        var first = await BeginAsync();
        var second = await RotateAsync(first);
        var third = await RotateAsync(second!.Value);
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(third, await RotateAsync(first));
        Assert.Equal(third, await RotateAsync(second.Value));
    }

    [Fact]
    public async Task Ten_at_once_get_the_same_successor()
    {
        var first = await BeginAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => RotateAsync(first)));

        Assert.NotNull(Assert.Single(answers.Distinct()));
    }

    [Fact]
    public async Task A_later_use_ends_the_session_for_everyone_and_the_person_is_told()
    {
        var stolen = await BeginAsync();
        var second = await RotateAsync(stolen);
        _clock.Advance(TimeSpan.FromSeconds(11));

        Assert.Null(await RotateAsync(stolen));

        Assert.Null(await RotateAsync(second!.Value));
        Assert.Equal(["user.refresh_token_reused"], await PublishedAsync());
    }

    [Fact]
    public async Task A_token_from_long_ago_ends_it_too()
    {
        var stolen = await BeginAsync();
        var newest = stolen;
        for (var day = 0; day < 40; day++)
        {
            _clock.Advance(TimeSpan.FromDays(1));
            newest = (await RotateAsync(newest))!.Value;
        }

        Assert.Null(await RotateAsync(stolen));

        Assert.Null(await RotateAsync(newest));
    }

    [Fact]
    public async Task Whoever_knows_a_session_but_no_token_of_it_ends_nothing()
    {
        var first = await BeginAsync();
        var second = await RotateAsync(first);
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Null(await RotateAsync(RefreshToken.Create(first.SessionId)));
        Assert.Null(await RotateAsync(RefreshToken.Create(first.SessionId) with { Generation = 2 }));
        Assert.Null(await RotateAsync(second!.Value with { Generation = int.MaxValue }));
        Assert.Null(await RotateAsync(second.Value with { Generation = -1 }));

        Assert.NotNull(await RotateAsync(second.Value));
        Assert.Empty(await PublishedAsync());
    }

    [Fact]
    public async Task A_session_that_is_not_used_ends_by_itself()
    {
        var first = await BeginAsync();
        _clock.Advance(TimeSpan.FromDays(30));

        Assert.Null(await RotateAsync(first));
    }

    [Fact]
    public async Task Ending_all_but_one_leaves_that_one()
    {
        var phone = await BeginAsync();
        var laptop = await BeginAsync();

        await using (var db = _database.Open())
        {
            await Store(db).EndAllAsync(_account, laptop.SessionId, Cancelled);
        }

        Assert.Null(await RotateAsync(phone));
        Assert.NotNull(await RotateAsync(laptop));
    }

    [Fact]
    public async Task The_database_alone_gives_no_token()
    {
        var first = await BeginAsync();
        await RotateAsync(first);
        await using var db = _database.Open();

        var session = await db.Sessions.AsNoTracking().SingleAsync(Cancelled);

        Assert.Null(session.NewestFrom(new RefreshToken(session.Id, 2, System.Buffers.Text.Base64Url.EncodeToString(session.TokenHash))));
        Assert.Null(session.NewestFrom(new RefreshToken(session.Id, 1, System.Buffers.Text.Base64Url.EncodeToString(session.ChainKey))));
    }

    public async ValueTask InitializeAsync()
    {
        _database = await FreshDatabase<AccountsDbContext>.CreateAsync(fixture, "identitydb");
        await using var db = _database.Open();
        var account = new Account { Id = _account, Name = "Amina", Locale = "fr", CreatedAt = _clock.GetUtcNow() };
        account.TakeEmail("amina@example.com", "AMINA@EXAMPLE.COM");
        db.Accounts.Add(account);
        await db.SaveChangesAsync(Cancelled);
    }

    public async ValueTask DisposeAsync() => await _database.DisposeAsync();

    private SessionStore Store(AccountsDbContext db) =>
        new(db, Options.Create(new IdentitySettings()), _clock, NullLogger<SessionStore>.Instance);

    private async Task<RefreshToken> BeginAsync()
    {
        await using var db = _database.Open();
        return await Store(db).BeginAsync(_account, Phone, Cancelled);
    }

    /// <summary>Each in a context of its own, as requests are.</summary>
    private async Task<RefreshToken?> RotateAsync(RefreshToken token)
    {
        await using var db = _database.Open();
        return (await Store(db).RotateAsync(token, Phone, Cancelled))?.Next;
    }

    private async Task<IReadOnlyList<string>> PublishedAsync()
    {
        await using var db = _database.Open();
        return await db.Database.SqlQuery<string>($"SELECT event_name AS \"Value\" FROM outbox_messages").ToListAsync(Cancelled);
    }
}
