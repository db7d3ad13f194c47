using System.ComponentModel.DataAnnotations;
using Logistics.Gateway.Features.StreamTimeline;
using Logistics.Gateway.Idempotency;
using Logistics.Gateway.RateLimits;
using Microsoft.Extensions.Options;

namespace Logistics.Gateway;

/// <summary>The door's own settings; limits, idempotency and live streams have theirs.</summary>
internal sealed class GatewayOptions
{
    public const string Section = "Gateway";

    /// <summary>How long any request may take, live streams apart.</summary>
    /// <value>Default: 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The largest body that is read, in bytes.</summary>
    /// <value>Default: 1 MiB.</value>
    [Range(1_024, 64 * 1_024 * 1_024)]
    public int MaxBodyBytes { get; set; } = 1_024 * 1_024;

    /// <summary>How long an API key is known to be good before Identity is asked again: a revoked one may go on for so long.</summary>
    /// <value>Default: 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan ApiKeysKeptFor { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How old the public answer about a parcel may be; caches on its way may make it twice that.</summary>
    /// <value>Default: 1 second.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:02")]
    public TimeSpan TimelinesKeptFor { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The web origins that may call from browsers (CORS).</summary>
    /// <value>Default: none.</value>
    public string[] AllowedOrigins { get; set; } = [];
}

[OptionsValidator]
internal sealed partial class GatewayOptionsValidator : IValidateOptions<GatewayOptions>;

[OptionsValidator]
internal sealed partial class RateLimitOptionsValidator : IValidateOptions<RateLimitOptions>;

[OptionsValidator]
internal sealed partial class IdempotencyOptionsValidator : IValidateOptions<IdempotencyOptions>;

[OptionsValidator]
internal sealed partial class LiveOptionsValidator : IValidateOptions<LiveOptions>;
