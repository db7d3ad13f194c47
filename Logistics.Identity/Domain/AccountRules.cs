using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Mail;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;

namespace Logistics.Identity.Domain;

/// <summary>What an account's parts may be.</summary>
internal static partial class AccountRules
{
    public const int MaxEmailLength = 254;
    public const int MaxNameLength = 200;
    public const int MaxPhoneLength = 16;
    public const int MaxLocaleLength = 35;
    public const int MaxTimeZoneLength = 64;
    public const string DefaultLocale = "en";

    private static readonly IdnMapping Domains = new();

    /// <summary>Guessing is slowed by lockout; what passwords may be is said by <see cref="Passwords.PasswordRules"/>.</summary>
    public static void Apply(IdentityOptions identity)
    {
        identity.User.RequireUniqueEmail = true;
        identity.User.AllowedUserNameCharacters = string.Empty; // any: it is the e-mail address
        identity.Lockout.MaxFailedAccessAttempts = 10;
        identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
    }

    /// <summary>The one form of an address however it is typed: no space around it, the domain in lower case and in its own script. The part before the @ stays
    /// as it is; addresses are compared without regard to case.</summary>
    [SuppressMessage("Globalization", "CA1308", Justification = "Domains are written in lower case.")]
    public static bool TryNormaliseEmail(string text, [NotNullWhen(true)] out string? email)
    {
        email = null;
        var trimmed = text.Trim().Normalize(NormalizationForm.FormC);
        if (trimmed.Length > MaxEmailLength
            || !MailAddress.TryCreate(trimmed, out var address)
            || address.Address != trimmed
            || !address.Host.Contains('.', StringComparison.Ordinal))
        {
            return false;
        }

        try
        {
            email = $"{address.User}@{Domains.GetUnicode(Domains.GetAscii(address.Host.ToLowerInvariant()))}";
        }
        catch (ArgumentException)
        {
            return false; // no name that a domain can have
        }

        return email.Length <= MaxEmailLength;
    }

    public static bool IsPhone(string text) => E164().IsMatch(text);

    public static bool IsLocale(string text) => text.Length <= MaxLocaleLength && Bcp47().IsMatch(text);

    /// <summary>Whether it is a name of the IANA database, such as <c>Africa/Algiers</c>.</summary>
    public static bool IsTimeZone(string text) =>
        text.Length <= MaxTimeZoneLength && TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) && zone.HasIanaId;

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}\z")]
    private static partial Regex E164();

    [GeneratedRegex(@"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\z")]
    private static partial Regex Bcp47();
}
