using System.Collections.Frozen;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Logistics.ServiceDefaults.Authentication;

/// <summary>
/// Identity's public keys, kept. One fetch at a time and never two within the floor, so that neither a restart of everything
/// nor a flood of forged key ids becomes a flood on Identity. While Identity is away the last keys go on serving.
/// </summary>
internal sealed partial class SigningKeys(
    IPublishedKeys published, IOptions<CallerAuthenticationOptions> options, TimeProvider clock, ILogger<SigningKeys> logger)
{
    private static readonly TimeSpan FetchTimeout = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private volatile FrozenDictionary<string, SecurityKey> _keys = FrozenDictionary<string, SecurityKey>.Empty;
    private Task _fetch = Task.CompletedTask;
    private long? _triedAt;

    /// <summary>The keys of the last fetch that succeeded; another object when they have changed. Empty: there was none yet.</summary>
    public FrozenDictionary<string, SecurityKey> Current => _keys;

    /// <summary>Returns at once when the key is known; else after a fetch, where the floor allows one.</summary>
    public async ValueTask EnsureAsync(string? keyId, CancellationToken cancellationToken)
    {
        if (keyId is null || !_keys.ContainsKey(keyId))
        {
            await FetchOnce(options.Value.KeyRefreshFloor).WaitAsync(cancellationToken);
        }
        else
        {
            _ = FetchOnce(options.Value.KeyRefreshInterval);
        }
    }

    /// <summary>The fetch that is under way, or a new one when the last began at least <paramref name="age"/> ago, or none.</summary>
    private Task FetchOnce(TimeSpan age)
    {
        lock (_gate)
        {
            if (_fetch.IsCompleted && (_triedAt is not { } triedAt || clock.GetElapsedTime(triedAt) >= age))
            {
                _triedAt = clock.GetTimestamp();
                _fetch = Task.Run(FetchAsync);
            }

            return _fetch;
        }
    }

    private async Task FetchAsync()
    {
        using var timeout = new CancellationTokenSource(FetchTimeout, clock);
        try
        {
            // The first caller's trace must not own what all callers share.
            Activity.Current = null;
            var fetched = await published.FetchAsync(timeout.Token);
            var keys = fetched.Keys.Where(IsOurs).ToFrozenDictionary(key => key.Kid, SecurityKey (key) => key, StringComparer.Ordinal);
            if (keys.Count > 0 && !keys.Keys.ToHashSet().SetEquals(_keys.Keys))
            {
                _keys = keys;
                Fetched(keys.Count);
            }
        }
        catch (Exception exception)
            when (exception is HttpRequestException or OperationCanceledException or ArgumentException or JsonException)
        {
            NotFetched(exception, _keys.Count);
        }
    }

    /// <summary>ES256 and nothing else, whatever else may be published.</summary>
    private static bool IsOurs(JsonWebKey key) => key is
    {
        Kty: JsonWebAlgorithmsKeyTypes.EllipticCurve,
        Crv: JsonWebKeyECTypes.P256,
        Use: null or JsonWebKeyUseNames.Sig,
        Kid.Length: > 0,
    };

    [LoggerMessage(1001, LogLevel.Information, "Identity's keys changed: {Count} in use")]
    private partial void Fetched(int count);

    [LoggerMessage(1002, LogLevel.Warning, "Identity's keys could not be fetched; the {Count} that are known go on serving")]
    private partial void NotFetched(Exception exception, int count);
}
