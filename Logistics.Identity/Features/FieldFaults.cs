using System.Globalization;
using Logistics.Identity.Domain;
using Logistics.ServiceDefaults.Results;

namespace Logistics.Identity.Features;

/// <summary>
/// Reads a request's fields and collects what is wrong with them, each under its path in the public JSON. What a method returns is of use only once
/// there are no faults.
/// </summary>
internal sealed class FieldFaults
{
    private readonly List<FieldError> _faults = [];

    /// <summary>All faults as one error; <see langword="null"/>: there are none.</summary>
    public Error? Error => _faults.Count == 0 ? null : Error.Validation(_faults);

    public void Add(string field, string message) => _faults.Add(new FieldError(field, message));

    public string Required(string field, string value, int maxLength)
    {
        var text = Optional(field, value, maxLength);
        if (text is null)
        {
            Add(field, "Is required.");
        }

        return text ?? string.Empty;
    }

    /// <summary>The text without white space around it; <see langword="null"/> where nothing is left.</summary>
    public string? Optional(string field, string value, int maxLength)
    {
        var text = value.Trim();
        if (text.Length > maxLength)
        {
            Add(field, $"Has at most {maxLength} characters.");
        }

        if (text.Any(IsUnprintable))
        {
            Add(field, "Has no control characters.");
        }

        return text.Length == 0 ? null : text;
    }

    public string? Email(string field, string value) =>
        Checked(field, value, text => AccountRules.TryNormaliseEmail(text, out _), "Is an e-mail address, such as amina@example.com.");

    public string? Phone(string field, string value) =>
        Checked(field, value, AccountRules.IsPhone, "Is a phone number in E.164, such as +213551234567.");

    public string? Locale(string field, string value) => Checked(field, value, AccountRules.IsLocale, "Is a BCP 47 tag: en, fr-DZ, ar.");

    public string? TimeZone(string field, string value) =>
        Checked(field, value, AccountRules.IsTimeZone, "Is a time zone of the IANA database, such as Africa/Algiers.");

    public string OneOf(string field, string value, IReadOnlyList<string> known)
    {
        if (!known.Contains(value))
        {
            Add(field, $"Is one of {string.Join(", ", known)}.");
        }

        return value;
    }

    private string? Checked(string field, string value, Func<string, bool> isRight, string message)
    {
        var text = value.Trim();
        if (text.Length > 0 && !isRight(text))
        {
            Add(field, message);
        }

        return text.Length == 0 ? null : text;
    }

    private static bool IsUnprintable(char character) =>
        char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
