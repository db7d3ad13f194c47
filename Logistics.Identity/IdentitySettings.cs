using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Logistics.Identity;

/// <summary>Section <c>Identity</c>.</summary>
internal sealed class IdentitySettings : IValidatableObject
{
    public const string Section = "Identity";

    /// <summary>What the keys in the database are encrypted with: the same for every replica, and not kept there.</summary>
    [Required, MinLength(16)]
    public string KeySecret { get; set; } = string.Empty;

    /// <summary>Earlier ones, as long as there are keys that were encrypted with them.</summary>
    /// <value>Default: none.</value>
    public string[] FormerKeySecrets { get; set; } = [];

    /// <summary>How long a key signs access tokens before the next one does.</summary>
    /// <value>Default: 30 days.</value>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan SigningKeyLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long a key is published before it signs: longer than anyone keeps the published keys without looking again.</summary>
    /// <value>Default: 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:10", "7.00:00:00")]
    public TimeSpan SigningKeyLeadTime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How often each replica looks whether keys have come or gone.</summary>
    /// <value>Default: 1 minute.</value>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan SigningKeyCheckInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>What a password must have at least, in code points.</summary>
    /// <value>Default: 10. NIST SP 800-63B revision 4 asks for 15 where there is no second factor, revision 3 for 8.</value>
    [Range(8, 64)]
    public int MinPasswordLength { get; set; } = 10;

    /// <value>Default: 15 minutes.</value>
    [Range(typeof(TimeSpan), "00:01:00", "01:00:00")]
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a session lasts after it was last used.</summary>
    /// <value>Default: 30 days.</value>
    [Range(typeof(TimeSpan), "00:05:00", "365.00:00:00")]
    public TimeSpan RefreshTokenLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long a token that was traded in gets the same successor again: a client whose answer was lost asks again.</summary>
    /// <value>Default: 10 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan RefreshRetryTime { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a mailed link confirms an address.</summary>
    /// <value>Default: 1 day.</value>
    [Range(typeof(TimeSpan), "00:05:00", "7.00:00:00")]
    public TimeSpan ConfirmLinkLifetime { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long a mailed link lets a password be set.</summary>
    /// <value>Default: 30 minutes.</value>
    [Range(typeof(TimeSpan), "00:05:00", "1.00:00:00")]
    public TimeSpan ResetLinkLifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>The least time between two links of one kind to one account: nobody's mailbox is filled by who knows the address.</summary>
    /// <value>Default: 1 minute.</value>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan LinkInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The least time that an answer takes which must not tell whether an account exists.</summary>
    /// <value>Default: 250 ms.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:05")]
    public TimeSpan GuardedAnswerTime { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>A device that was not seen for so long gets no push messages any more, and is forgotten.</summary>
    /// <value>Default: 270 days.</value>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan DeviceIdleLimit { get; set; } = TimeSpan.FromDays(270);

    /// <summary>An account whose address is not confirmed after so long is deleted, unless someone uses it.</summary>
    /// <value>Default: 30 days.</value>
    [Range(typeof(TimeSpan), "7.00:00:00", "3650.00:00:00")]
    public TimeSpan UnconfirmedAccountLimit { get; set; } = TimeSpan.FromDays(30);

    /// <summary>The first administrator, made at start when there is no administrator at all. None by default.</summary>
    [ValidateObjectMembers]
    public FirstAdmin? Admin { get; set; }

    /// <summary>Accounts to try the system with; in Development only, and only with a <see cref="DemoPassword"/>.</summary>
    [ValidateEnumeratedItems]
    public List<DemoAccount> DemoAccounts { get; set; } = [];

    /// <summary>The password of all demo accounts.</summary>
    public string? DemoPassword { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (SigningKeyLeadTime * 2 > SigningKeyLifetime)
        {
            yield return new("Must be at least twice SigningKeyLeadTime.", [nameof(SigningKeyLifetime)]);
        }

        if (SigningKeyCheckInterval * 2 > SigningKeyLeadTime)
        {
            yield return new("Must be at least twice SigningKeyCheckInterval.", [nameof(SigningKeyLeadTime)]);
        }
    }
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
