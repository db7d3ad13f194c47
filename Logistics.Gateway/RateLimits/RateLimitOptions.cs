using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Logistics.Gateway.RateLimits;

/// <summary>
/// How much one caller, and one address, may ask for. Counted in each Gateway process for itself, misses by all together.
/// </summary>
internal sealed class RateLimitOptions
{
    public const string Section = "Gateway:RateLimits";

    /// <summary>Of one address, whoever asks.</summary>
    /// <value>Default: 1,000 in 10 seconds.</value>
    [ValidateObjectMembers]
    public RateLimit Address { get; set; } = new() { Permits = 1_000, Window = TimeSpan.FromSeconds(10) };

    /// <summary>Of one signed-in account, wherever it asks from.</summary>
    /// <value>Default: 500 in 10 seconds.</value>
    [ValidateObjectMembers]
    public RateLimit Caller { get; set; } = new() { Permits = 500, Window = TimeSpan.FromSeconds(10) };

    /// <summary>What takes credentials or has a mail sent, from one address.</summary>
    /// <value>Default: 20 in a minute.</value>
    [ValidateObjectMembers]
    public RateLimit SignIn { get; set; } = new() { Permits = 20, Window = TimeSpan.FromMinutes(1) };

    /// <summary>The same about one account, whether or not there is one, wherever it comes from.</summary>
    /// <value>Default: 10 in a minute.</value>
    [ValidateObjectMembers]
    public RateLimit Account { get; set; } = new() { Permits = 10, Window = TimeSpan.FromMinutes(1) };

    /// <summary>API keys that are refused, of one address.</summary>
    /// <value>Default: 30 in a minute.</value>
    [ValidateObjectMembers]
    public RateLimit BadApiKeys { get; set; } = new() { Permits = 30, Window = TimeSpan.FromMinutes(1) };

    /// <summary>Live streams that one account, or one address that is not signed in, has open at once.</summary>
    /// <value>Default: 500.</value>
    [Range(1, 100_000_000)]
    public int OpenStreams { get; set; } = 500;

    /// <summary>Tracking numbers that there are not, asked for by one address: guessing must not pay.</summary>
    /// <value>Default: 60 in a minute.</value>
    [ValidateObjectMembers]
    public MissLimit TrackingMisses { get; set; } = new() { Permits = 60, Window = TimeSpan.FromMinutes(1) };
}

/// <summary>So many in a window of so long.</summary>
internal class RateLimit
{
    [Range(1, 100_000_000)]
    public int Permits { get; set; }

    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Window { get; set; }
}

/// <summary>Slow first, then refused.</summary>
internal sealed class MissLimit : RateLimit
{
    /// <summary>So many are answered at once; each after them waits longer than the one before.</summary>
    /// <value>Default: 10.</value>
    [Range(0, 100_000_000)]
    public int Prompt { get; set; } = 10;

    /// <summary>How long the last one waits that is answered at all.</summary>
    /// <value>Default: 2 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan LongestDelay { get; set; } = TimeSpan.FromSeconds(2);
}
