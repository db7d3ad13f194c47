using System.Globalization;

namespace Logistics.ServiceDefaults.Results;

/// <summary>
/// Reads a request's fields and collects what is wrong with them, each under its path in the public JSON, so that the caller learns of all
/// faults at once. What a method returns is of use only once there are no faults.
/// </summary>
public sealed class FieldFaults
{
    private readonly List<FieldError> _faults = [];

    /// <summary>All faults as one error; <see langword="null"/>: there are none.</summary>
    public Error? Error => _faults.Count == 0 ? null : Error.Validation(_faults);

    /// <summary>The value, if no fault was found.</summary>
    public Result<T> Unless<T>(Func<T> value) => _faults.Count == 0 ? value() : Error.Validation(_faults);

    /// <summary>Adds one that only the caller can tell.</summary>
    public void Add(string field, string message) => _faults.Add(new FieldError(field, message));

    /// <summary>A text that must be there, without white space around it.</summary>
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

    /// <summary>An e-mail address as it was typed, if one was (<see cref="ContactRules.TryNormaliseEmail"/>).</summary>
    public string? Email(string field, string value) =>
        Checked(field, value, IsEmail, "Is an e-mail address, such as amina@example.com.");

    /// <summary>A phone number, if one was given.</summary>
    public string? Phone(string field, string value) =>
        Checked(field, value, ContactRules.IsPhone, "Is a phone number in E.164, such as +213551234567.");

    /// <summary>A language, if one was given.</summary>
    public string? Locale(string field, string value) => Checked(field, value, ContactRules.IsLocale, "Is a BCP 47 tag: en, fr-DZ, ar.");

    /// <summary>The name of a time zone, if one was given.</summary>
    public string? TimeZone(string field, string value) =>
        Checked(field, value, ContactRules.IsTimeZone, "Is a time zone of the IANA database, such as Africa/Algiers.");

    /// <summary>One of these words.</summary>
    public string OneOf(string field, string value, IReadOnlyList<string> known)
    {
        if (!known.Contains(value))
        {
            Add(field, $"Is one of {string.Join(", ", known)}.");
        }

        return value;
    }

    /// <summary>Adds a fault where a number is not between these two.</summary>
    public void Within(string field, long value, long min, long max)
    {
        if (value < min || value > max)
        {
            Add(field, string.Create(CultureInfo.InvariantCulture, $"Is from {min} to {max}."));
        }
    }

    /// <summary>Its one form may be shorter than what was typed; both must fit.</summary>
    private static bool IsEmail(string text) => text.Length <= ContactRules.MaxEmailLength && ContactRules.TryNormaliseEmail(text, out _);

    private string? Checked(string field, string value, Func<string, bool> isRight, string message)
    {
        var text = value.Trim();
        if (text.Length > 0 && !isRight(text))
        {
            Add(field, message);
        }

        return text.Length == 0 ? null : text;
    }

    /// <summary>Control characters and line separators. Format characters stay: some scripts need them.</summary>
    private static bool IsUnprintable(char character) =>
        char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator;
}
