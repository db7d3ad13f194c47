using Logistics.Identity;
using Logistics.Identity.Domain;
using Logistics.Identity.Keys;
using Logistics.Identity.Persistence;
using Logistics.ServiceDefaults.Authentication;
using Logistics.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;
using SigningKeys = Logistics.ServiceDefaults.Authentication.SigningKeys;

namespace Logistics.Tests.Identity;

/// <summary>Two replicas of Identity on one database, two services that verify, and a clock that the test moves.</summary>
public sealed class KeyRotationTests(SystemFixture fixture) : IAsyncLifetime
{
    private static readonly JsonWebTokenHandler Reader = new();
    private static readonly Account Amina = new() { Id = Guid.CreateVersion7(), Name = "Amina", Locale = "fr" };

    private readonly SteppedClock _clock = new();
    private readonly List<ServiceProvider> _providers = [];
    private FreshDatabase<AccountsDbContext> _database = null!; // not null: InitializeAsync

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Replicas_that_start_together_have_one_key()
    {
        var replicas = Enumerable.Range(0, 4).Select(_ => new Replica(this)).ToList();

        await Task.WhenAll(replicas.Select(replica => replica.LookAsync()));

        Assert.Single(replicas.Select(replica => replica.Ring.Signing.KeyId).Distinct());
        await using var db = _database.Open();
        Assert.Single(await db.ProtectionKeys.ToListAsync(Cancelled));
    }

    [Fact]
    public async Task Through_three_rotations_no_token_that_lives_is_ever_refused()
    {
        var replicas = new[] { new Replica(this), new Replica(this) };
        var services = replicas.Select(replica => new SigningKeys(
            replica.Ring, Options.Create(new CallerAuthenticationOptions()), _clock, NullLogger<SigningKeys>.Instance)).ToList();
        var outstanding = new Queue<(string Token, DateTimeOffset Until)>();
        var signers = new HashSet<string>();
        for (var minute = 0; minute < 4 * 24 * 60; minute += 8)
        {
            await replicas[(minute / 8) % 2].LookAsync(); // one of them, so that each learns of changes late
            if (!replicas[1].Ring.IsLoaded)
            {
                await replicas[1].LookAsync();
            }

            foreach (var replica in replicas)
            {
                outstanding.Enqueue((replica.Issue(), _clock.GetUtcNow().AddMinutes(15)));
            }

            while (outstanding.Peek().Until <= _clock.GetUtcNow())
            {
                outstanding.Dequeue();
            }

            foreach (var (token, _) in outstanding)
            {
                foreach (var service in services)
                {
                    await AssertTakenAsync(token, service);
                }

                signers.Add(Reader.ReadJsonWebToken(token).Kid);
            }

            _clock.Advance(TimeSpan.FromMinutes(8));
        }

        Assert.Equal(4, signers.Count);
        Assert.InRange(replicas[0].Ring.Published.Keys.Count, 1, 2);
    }

    [Fact]
    public async Task A_key_is_published_before_it_signs_and_after_until_its_last_token_has_expired()
    {
        var replica = new Replica(this);
        await replica.LookAsync();
        var first = replica.Ring.Signing.KeyId;

        await MoveToAsync(replica, TimeSpan.FromHours(23) - TimeSpan.FromMinutes(1));
        Assert.Single(replica.Ring.Published.Keys);
        await MoveToAsync(replica, TimeSpan.FromHours(23));
        Assert.Equal((2, first), (replica.Ring.Published.Keys.Count, replica.Ring.Signing.KeyId));
        await MoveToAsync(replica, TimeSpan.FromHours(24));
        Assert.Equal(2, replica.Ring.Published.Keys.Count);
        Assert.NotEqual(first, replica.Ring.Signing.KeyId);
        await MoveToAsync(replica, TimeSpan.FromHours(25) + TimeSpan.FromMinutes(14));
        Assert.Contains(replica.Ring.Published.Keys, key => key.Kid == first);
        await MoveToAsync(replica, TimeSpan.FromHours(25) + TimeSpan.FromMinutes(15));
        Assert.DoesNotContain(replica.Ring.Published.Keys, key => key.Kid == first);
    }

    [Fact]
    public async Task After_a_long_sleep_the_next_key_is_still_published_before_it_signs()
    {
        var replica = new Replica(this);
        await replica.LookAsync();
        var first = replica.Ring.Signing.KeyId;

        await MoveToAsync(replica, TimeSpan.FromDays(100));

        Assert.Equal((2, first), (replica.Ring.Published.Keys.Count, replica.Ring.Signing.KeyId));
    }

    [Fact]
    public async Task Another_secret_is_named_as_the_fault()
    {
        await new Replica(this).LookAsync();

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => new Replica(this, "another secret....").LookAsync());

        Assert.Contains("Identity:KeySecret", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_passed_off_as_another_key_is_refused()
    {
        var replica = new Replica(this);
        await replica.LookAsync();
        await using var db = _database.Open();
        await db.Database.ExecuteSqlAsync($"UPDATE signing_keys SET key_id = 'another'", Cancelled);

        await Assert.ThrowsAsync<InvalidOperationException>(() => new Replica(this).LookAsync());
    }

    [Fact]
    public async Task The_database_holds_no_key_in_the_clear()
    {
        await new Replica(this).LookAsync();
        await using var db = _database.Open();

        Assert.All(
            await db.ProtectionKeys.ToListAsync(Cancelled), key => Assert.DoesNotContain("masterKey", key.Xml, StringComparison.Ordinal));
        Assert.All(await db.SigningKeys.ToListAsync(Cancelled), key => Assert.ThrowsAny<Exception>(() => ImportClear(key.ProtectedKey)));
    }

    public async ValueTask InitializeAsync() => _database = await FreshDatabase<AccountsDbContext>.CreateAsync(fixture, "identitydb");

    public async ValueTask DisposeAsync()
    {
        foreach (var provider in _providers)
        {
            await provider.DisposeAsync();
        }

        await _database.DisposeAsync();
    }

    private static void ImportClear(byte[] key)
    {
        using var ecdsa = System.Security.Cryptography.ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(key, out _);
    }

    private async Task MoveToAsync(Replica replica, TimeSpan sinceStart)
    {
        _clock.Advance(new DateTimeOffset(2026, 4, 6, 12, 0, 0, TimeSpan.Zero) + sinceStart - _clock.GetUtcNow());
        await replica.LookAsync();
    }

    private static async Task AssertTakenAsync(string token, SigningKeys service)
    {
        var keyId = Reader.ReadJsonWebToken(token).Kid;
        await service.EnsureAsync(keyId, Cancelled);
        var verdict = await Reader.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKey = service.Current.GetValueOrDefault(keyId),
            ValidIssuer = "logistics-identity",
            ValidAudience = "logistics",
            ValidateLifetime = false, // by the machine's clock
        });
        Assert.True(verdict.IsValid, $"{verdict.Exception}");
    }

    /// <summary>Identity's keys as one process has them.</summary>
    private sealed class Replica
    {
        private readonly ServiceProvider _provider;

        public Replica(KeyRotationTests test, string secret = "the secret of all")
        {
            var services = new ServiceCollection();
            services.AddLogging();
            services.AddSingleton<TimeProvider>(test._clock);
            services.Configure<IdentitySettings>(
                settings => (settings.KeySecret, settings.SigningKeyLifetime) = (secret, TimeSpan.FromDays(1)));
            services.Configure<CallerAuthenticationOptions>(_ => { });
            services.AddScoped(_ => test._database.Open());
            services.AddSingleton(test._database.Connections);
            services.AddKeyProtection();
            services.AddSingleton<KeyRing>();
            services.AddSingleton<KeySchedule>();
            services.AddSingleton<KeyRotation>();
            services.AddSingleton<AccessTokens>();
            _provider = services.BuildServiceProvider();
            test._providers.Add(_provider);
        }

        public KeyRing Ring => _provider.GetRequiredService<KeyRing>();

        public Task LookAsync() => _provider.GetRequiredService<KeyRotation>().RunAsync(Cancelled);

        public string Issue() => _provider.GetRequiredService<AccessTokens>().Issue(Amina, [Roles.Customer], Guid.CreateVersion7());
    }
}
