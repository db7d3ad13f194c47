using System.Net.Mail;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;

namespace Logistics.Identity.Domain;

/// <summary>What an account's parts may be.</summary>
internal static partial class AccountRules
{
    public const int MinPasswordLength = 8;

    /// <summary>Hashing costs more the longer it is; no one types more.</summary>
    public const int MaxPasswordLength = 128;

    public const int MaxEmailLength = 254;
    public const int MaxNameLength = 200;
    public const int MaxPhoneLength = 16;
    public const int MaxLocaleLength = 35;
    public const string DefaultLocale = "en";

    /// <summary>Length beats composition (NIST SP 800-63B), and guessing is slowed by lockout.</summary>
    public static void Apply(IdentityOptions identity)
    {
        identity.User.RequireUniqueEmail = true;
        identity.User.AllowedUserNameCharacters = string.Empty; // any: it is the e-mail address
        identity.Password = new PasswordOptions
        {
            RequiredLength = MinPasswordLength,
            RequiredUniqueChars = 3,
            RequireDigit = false,
            RequireLowercase = false,
            RequireUppercase = false,
            RequireNonAlphanumeric = false,
        };
        identity.Lockout.MaxFailedAccessAttempts = 10;
        identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
    }

    public static bool IsEmail(string text) =>
        text.Length <= MaxEmailLength
        && MailAddress.TryCreate(text, out var address)
        && address.Address == text
        && address.Host.Contains('.', StringComparison.Ordinal);

    public static bool IsPhone(string text) => E164().IsMatch(text);

    public static bool IsLocale(string text) => text.Length <= MaxLocaleLength && Bcp47().IsMatch(text);

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}\z")]
    private static partial Regex E164();

    [GeneratedRegex(@"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\z")]
    private static partial Regex Bcp47();
}
