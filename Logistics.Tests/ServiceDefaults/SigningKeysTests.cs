using System.Security.Cryptography;
using Logistics.ServiceDefaults.Authentication;
using Logistics.Tests.Infrastructure;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace Logistics.Tests.ServiceDefaults;

public sealed class SigningKeysTests
{
    private readonly SteppedClock _clock = new();
    private readonly Publisher _publisher = new();
    private readonly SigningKeys _keys;

    public SigningKeysTests() =>
        _keys = new SigningKeys(_publisher, Options.Create(new CallerAuthenticationOptions()), _clock, NullLogger<SigningKeys>.Instance);

    [Fact]
    public async Task A_crowd_that_needs_a_key_causes_one_fetch()
    {
        _publisher.Hold = new TaskCompletionSource();
        var crowd = Enumerable.Range(0, 100).Select(_ => EnsureAsync("a")).ToList();
        _publisher.Hold.SetResult();
        await Task.WhenAll(crowd);

        Assert.Equal(1, _publisher.Fetches);
        Assert.Contains("a", _keys.Current.Keys);
    }

    [Fact]
    public async Task Made_up_key_ids_cause_no_more_than_one_fetch_within_the_floor()
    {
        await EnsureAsync("a");
        for (var i = 0; i < 100; i++)
        {
            await EnsureAsync($"made-up-{i}");
        }

        Assert.Equal(1, _publisher.Fetches);
    }

    [Fact]
    public async Task A_new_key_is_found_after_the_floor()
    {
        await EnsureAsync("a");
        _publisher.KeyIds = ["b", "a"];
        _clock.Advance(TimeSpan.FromSeconds(6));

        await EnsureAsync("b");

        Assert.Contains("b", _keys.Current.Keys);
    }

    [Fact]
    public async Task A_failed_fetch_leaves_the_keys_that_are_known()
    {
        await EnsureAsync("a");
        _publisher.Failure = new HttpRequestException("Connection refused");
        _clock.Advance(TimeSpan.FromSeconds(6));

        await EnsureAsync("b");

        Assert.Equal(2, _publisher.Fetches);
        Assert.Contains("a", _keys.Current.Keys);
    }

    [Fact]
    public async Task Keys_of_other_kinds_are_not_taken()
    {
        _publisher.Others = [new() { Kty = "oct", Kid = "secret", K = "AAAA" }, new() { Kty = "EC", Crv = "P-384", Kid = "large" }];

        await EnsureAsync("a");

        Assert.Equal(["a"], _keys.Current.Keys);
    }

    private Task EnsureAsync(string keyId) => _keys.EnsureAsync(keyId, TestContext.Current.CancellationToken).AsTask();

    private sealed class Publisher : IPublishedKeys
    {
        private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        private int _fetches;

        public int Fetches => _fetches;

        public string[] KeyIds { get; set; } = ["a"];

        public JsonWebKey[] Others { get; set; } = [];

        public Exception? Failure { get; set; }

        public TaskCompletionSource? Hold { get; set; }

        public async Task<JsonWebKeySet> FetchAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _fetches);
            await (Hold?.Task ?? Task.CompletedTask);
            if (Failure is not null)
            {
                throw Failure;
            }

            var set = new JsonWebKeySet();
            foreach (var key in KeyIds.Select(id => TokenForge.PublicKey(Key, id)).Concat(Others))
            {
                set.Keys.Add(key);
            }

            return set;
        }
    }
}
