using System.Security.Cryptography;

namespace Logistics.Identity.Sessions;

/// <summary>One sign-in on one device, and the family of its refresh tokens: only the newest is valid, and only its hash is kept.</summary>
internal sealed class Session
{
    /// <summary>A client that trades faster than this remembers is no client.</summary>
    private const int MostTradesRemembered = 32;

    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>How many tokens there were, the newest included.</summary>
    public int Generation { get; private set; } = 1;

    /// <summary>SHA-256 of the newest token's secret part.</summary>
    public required byte[] TokenHash { get; set; }

    /// <summary>With a token, makes its successor (<see cref="RefreshToken.Successor"/>). Random; of no use without a token.</summary>
    public required byte[] ChainKey { get; init; }

    /// <summary>When the last tokens were traded in, the newest last; those that may be retried.</summary>
    public List<DateTimeOffset> RecentTrades { get; private set; } = [];

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset RefreshedAt { get; set; }

    public required DateTimeOffset ExpiresAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>As its owner calls it.</summary>
    public string? Device { get; init; }

    public string? UserAgent { get; set; }

    /// <summary>The network that it was last used from.</summary>
    public string? Place { get; set; }

    public bool IsAlive(DateTimeOffset now) => RevokedAt is null && ExpiresAt > now;

    /// <summary>The newest token, which any earlier one leads to. <see langword="null"/>: it never was a token of this session.</summary>
    public RefreshToken? NewestFrom(RefreshToken token)
    {
        if (token.Generation < 1 || token.Generation > Generation)
        {
            return null;
        }

        while (token.Generation < Generation)
        {
            token = token.Successor(ChainKey);
        }

        return CryptographicOperations.FixedTimeEquals(token.Hash, TokenHash) ? token : null;
    }

    /// <summary>Whether a token was traded in since then: the client did not get the answer, or asked several times at once.</summary>
    public bool WasTradedSince(DateTimeOffset since, RefreshToken token)
    {
        var tradesAgo = Generation - token.Generation;
        return tradesAgo <= RecentTrades.Count && RecentTrades[^tradesAgo] >= since;
    }

    /// <summary>Puts the successor in the place of the newest token.</summary>
    /// <param name="retriable">Trades before that cannot be retried any more.</param>
    public RefreshToken Trade(RefreshToken newest, DateTimeOffset now, DateTimeOffset retriable)
    {
        var next = newest.Successor(ChainKey);
        TokenHash = next.Hash;
        Generation = next.Generation;
        RecentTrades = [.. RecentTrades.Where(at => at >= retriable).TakeLast(MostTradesRemembered - 1), now];
        return next;
    }
}
