using System.ComponentModel.DataAnnotations;
using Logistics.Gateway.Idempotency;
using Logistics.Gateway.Live;
using Logistics.Gateway.RateLimits;
using Microsoft.Extensions.Options;

namespace Logistics.Gateway;

/// <summary>The door's own settings; limits, idempotency and live streams have theirs.</summary>
internal sealed class GatewayOptions : IValidatableObject
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

    /// <summary>
    /// The system's public address, with a slash at the end: under it are what we call parcels in documents, and where shared links lead.
    /// </summary>
    /// <value>Default: <c>http://localhost:8000/</c>.</value>
    public Uri PublicUrl { get; set; } = new("http://localhost:8000/");

    /// <summary>The web origins that may call from browsers (CORS).</summary>
    /// <value>Default: none.</value>
    public string[] AllowedOrigins { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!PublicUrl.IsAbsoluteUri || PublicUrl.Scheme is not ("https" or "http") || !PublicUrl.AbsoluteUri.EndsWith('/'))
        {
            yield return new(
                $"Gateway:PublicUrl is '{PublicUrl}'; it must be an http(s) address that ends with a slash.", [nameof(PublicUrl)]);
        }
    }
}

[OptionsValidator]
internal sealed partial class GatewayOptionsValidator : IValidateOptions<GatewayOptions>;

[OptionsValidator]
internal sealed partial class RateLimitOptionsValidator : IValidateOptions<RateLimitOptions>;

[OptionsValidator]
internal sealed partial class IdempotencyOptionsValidator : IValidateOptions<IdempotencyOptions>;

[OptionsValidator]
internal sealed partial class LiveOptionsValidator : IValidateOptions<LiveOptions>;
