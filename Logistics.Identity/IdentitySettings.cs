using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Logistics.Identity;

/// <summary>Section <c>Identity</c>.</summary>
internal sealed class IdentitySettings
{
    public const string Section = "Identity";

    /// <summary>What the private signing keys are encrypted with: the same for every replica, and not kept in the database.</summary>
    [Required, MinLength(16)]
    public string KeySecret { get; set; } = string.Empty;

    /// <value>Default: 15 minutes.</value>
    [Range(typeof(TimeSpan), "00:01:00", "01:00:00")]
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a session lasts after it was last used.</summary>
    /// <value>Default: 30 days.</value>
    [Range(typeof(TimeSpan), "00:05:00", "365.00:00:00")]
    public TimeSpan RefreshTokenLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>The least time that an answer takes which must not tell whether an account exists.</summary>
    /// <value>Default: 250 ms.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:05")]
    public TimeSpan GuardedAnswerTime { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The first administrator, made at start when there is no such account. None by default.</summary>
    [ValidateObjectMembers]
    public FirstAdmin? Admin { get; set; }

    /// <summary>Accounts to try the system with; in Development only, and only with a <see cref="DemoPassword"/>.</summary>
    [ValidateEnumeratedItems]
    public List<DemoAccount> DemoAccounts { get; set; } = [];

    /// <summary>The password of all demo accounts.</summary>
    public string? DemoPassword { get; set; }
}

internal sealed class FirstAdmin
{
    [Required, EmailAddress]
    public string Email { get; set; } = string.Empty;

    [Required]
    public string Password { get; set; } = string.Empty;
}

internal sealed class DemoAccount
{
    [Required, EmailAddress]
    public string Email { get; set; } = string.Empty;

    [Required]
    public string Name { get; set; } = string.Empty;

    [Required]
    public string Role { get; set; } = string.Empty;
}

[OptionsValidator]
internal sealed partial class IdentitySettingsValidator : IValidateOptions<IdentitySettings>;
