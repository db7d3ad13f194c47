using System.Collections.Frozen;
using System.Globalization;
using System.Net.Mail;
using System.Text.RegularExpressions;
using Logistics.Contracts;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Domain;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Logistics.Shipments.Features;

/// <summary>
/// Reads a request's fields and collects what is wrong with them, each under its path in the public JSON, so that the caller learns of all faults at once.
/// What a method returns is of use only once there are no faults.
/// </summary>
internal sealed partial class FieldFaults
{
    /// <summary>More than anyone declares, in any currency.</summary>
    private const long MaxMinorUnits = 10_000_000_000;

    private readonly List<FieldError> _faults = [];

    /// <summary>The value, if no fault was found.</summary>
    public Result<T> Unless<T>(Func<T> value) => _faults.Count == 0 ? value() : Error.Validation(_faults);

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

        if (value.Any(IsUnprintable))
        {
            Add(field, "Has no control characters.");
        }

        return text.Length == 0 ? null : text;
    }

    public string? Email(string field, string value)
    {
        var text = Optional(field, value, MaxLength.Email);
        if (text is not null && !(MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.', StringComparison.Ordinal)))
        {
            Add(field, "Is an e-mail address, such as amina@example.com.");
        }

        return text;
    }

    public string? Phone(string field, string value)
    {
        var text = value.Trim();
        if (text.Length > 0 && !E164().IsMatch(text))
        {
            Add(field, "Is a phone number in E.164, such as +213551234567.");
        }

        return text.Length == 0 ? null : text;
    }

    public string? TimeZone(string field, string value)
    {
        if (value.Length > 0 && !(TimeZoneInfo.TryFindSystemTimeZoneById(value, out var zone) && zone.HasIanaId))
        {
            Add(field, "Is a time zone of the IANA database, such as Africa/Algiers.");
        }

        return value.Length == 0 ? null : value;
    }

    public string Country(string field, string value) => Code(field, value, CountryCodes.All, "Is an ISO 3166-1 alpha-2 country code, such as DZ.");

    public Money Money(string field, Contracts.Common.V1.Money value, long least)
    {
        if (value.MinorUnits < least || value.MinorUnits > MaxMinorUnits)
        {
            Add($"{field}.amount", $"Is required: {(least == 0 ? "0 or more" : "more than 0")}, of a sensible size, and has no more decimals than the currency has.");
        }

        return new Money(Code($"{field}.currency", value.Currency, IsoCodes.Currencies, "Is an ISO 4217 currency code, such as DZD."), value.MinorUnits);
    }

    public string HsCode(string field, string value)
    {
        if (!HsCodes().IsMatch(value))
        {
            Add(field, "Is a code of the Harmonised System, 6 to 10 digits, such as 490199.");
        }

        return value;
    }

    /// <summary>A time that must be there, between these two.</summary>
    public DateTimeOffset? Instant(string field, Timestamp? value, DateTimeOffset earliest, DateTimeOffset latest)
    {
        if (value is null)
        {
            Add(field, "Is required.");
            return null;
        }

        if (value.Nanos is < 0 or > 999_999_999 || value.Seconds < earliest.ToUnixTimeSeconds() || value.Seconds > latest.ToUnixTimeSeconds())
        {
            Add(field, string.Create(CultureInfo.InvariantCulture, $"Is a time from {earliest:yyyy-MM-dd'T'HH:mm'Z'} to {latest:yyyy-MM-dd'T'HH:mm'Z'}."));
            return null;
        }

        return value.ToDateTimeOffset().ToStorable();
    }

    public void Within(string field, long value, long min, long max)
    {
        if (value < min || value > max)
        {
            Add(field, string.Create(CultureInfo.InvariantCulture, $"Is from {min} to {max}."));
        }
    }

    /// <summary>The value, or null where it is the zero that protos have for "not given".</summary>
    public TEnum? Known<TEnum>(string field, TEnum value)
        where TEnum : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            Add(field, $"Is one of {string.Join(", ", Enum.GetValues<TEnum>().Skip(1).Select(known => known.ToWire()))}.");
        }

        return EqualityComparer<TEnum>.Default.Equals(value, default) ? null : value;
    }

    public IdempotentRequest? Request(string key, Google.Protobuf.IMessage body)
    {
        Optional("idempotencyKey", key, MaxLength.IdempotencyKey);
        return IdempotentRequest.From(key, body);
    }

    private string Code(string field, string value, FrozenSet<string> known, string message)
    {
        if (!known.Contains(value))
        {
            Add(field, message);
        }

        return value;
    }

    /// <summary>Control characters and line separators. Format characters stay: some scripts need them.</summary>
    private static bool IsUnprintable(char character) =>
        char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    [GeneratedRegex(@"^[0-9]{6,10}\z")]
    private static partial Regex HsCodes();

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}\z")]
    private static partial Regex E164();
}
