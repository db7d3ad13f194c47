using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Logistics.ServiceDefaults.Authentication;

/// <summary>Which access tokens are ours. Section <c>Authentication</c>.</summary>
public sealed class CallerAuthenticationOptions
{
    public const string Section = "Authentication";

    /// <value>Default: <c>logistics-identity</c>.</value>
    [Required]
    public string Issuer { get; set; } = "logistics-identity";

    /// <value>Default: <c>logistics</c>.</value>
    [Required]
    public string Audience { get; set; } = "logistics";

    /// <summary>How far the machines' clocks may be apart.</summary>
    /// <value>Default: 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How old the public keys may grow before they are fetched again, in the background.</summary>
    /// <value>Default: 10 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan KeyRefreshInterval { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The least time between two fetches, however many tokens name a key that we do not know.</summary>
    /// <value>Default: 5 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan KeyRefreshFloor { get; set; } = TimeSpan.FromSeconds(5);
}

[OptionsValidator]
internal sealed partial class CallerAuthenticationOptionsValidator : IValidateOptions<CallerAuthenticationOptions>;
