using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Mail;
using System.Text;
using System.Text.RegularExpressions;

namespace Logistics.ServiceDefaults.Results;

/// <summary>By what people are reached, in which language and when: what can be one, the same in every service.</summary>
public static partial class ContactRules
{
    /// <summary>Of an e-mail address, in characters.</summary>
    public const int MaxEmailLength = 254;

    /// <summary>Of a phone number, with its plus sign.</summary>
    public const int MaxPhoneLength = 16;

    /// <summary>Of a language tag.</summary>
    public const int MaxLocaleLength = 35;

    /// <summary>Of a time zone's name.</summary>
    public const int MaxTimeZoneLength = 64;

    private static readonly IdnMapping Domains = new();

    /// <summary>
    /// The one form of an address however it is typed: no space around it, the domain in lower case and in its own script. The part before
    /// the @ stays as it is; addresses are compared without regard to case.
    /// </summary>
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

    /// <summary>Whether it is a number in E.164.</summary>
    public static bool IsPhone(string text) => E164().IsMatch(text);

    /// <summary>Whether it is a tag of BCP 47, such as <c>fr-DZ</c>.</summary>
    public static bool IsLocale(string text) => text.Length <= MaxLocaleLength && Bcp47().IsMatch(text);

    /// <summary>Whether it is a name of the IANA database, such as <c>Africa/Algiers</c>.</summary>
    public static bool IsTimeZone(string text) =>
        text.Length <= MaxTimeZoneLength && TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) && zone.HasIanaId;

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}\z")]
    private static partial Regex E164();

    [GeneratedRegex(@"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\z")]
    private static partial Regex Bcp47();
}
