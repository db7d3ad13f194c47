using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Logistics.Contracts;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Domain;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Logistics.Shipments.Features;

/// <summary>Fields that only shipments have. What a method returns is of use only once there are no faults.</summary>
internal static partial class ShipmentFields
{
    /// <summary>More than anyone declares, in any currency.</summary>
    private const long MaxMinorUnits = 10_000_000_000;

    public static string Country(this FieldFaults faults, string field, string value) =>
        Code(faults, field, value, CountryCodes.All, "Is an ISO 3166-1 alpha-2 country code, such as DZ.");

    public static Money Money(this FieldFaults faults, string field, Contracts.Common.V1.Money value, long least)
    {
        if (value.MinorUnits < least || value.MinorUnits > MaxMinorUnits)
        {
            var size = least == 0 ? "0 or more" : "more than 0";
            faults.Add($"{field}.amount", $"Is required: {size}, of a sensible size, and has no more decimals than the currency has.");
        }

        var currency = Code(faults, $"{field}.currency", value.Currency, IsoCodes.Currencies, "Is an ISO 4217 currency code, such as DZD.");
        return new Money(currency, value.MinorUnits);
    }

    public static string HsCode(this FieldFaults faults, string field, string value)
    {
        if (!HsCodes().IsMatch(value))
        {
            faults.Add(field, "Is a code of the Harmonised System, 6 to 10 digits, such as 490199.");
        }

        return value;
    }

    /// <summary>A time that must be there, between these two.</summary>
    public static DateTimeOffset? Instant(
        this FieldFaults faults, string field, Timestamp? value, DateTimeOffset earliest, DateTimeOffset latest)
    {
        if (value is null)
        {
            faults.Add(field, "Is required.");
            return null;
        }

        if (value.Nanos is < 0 or > 999_999_999 || value.Seconds < earliest.ToUnixTimeSeconds()
            || value.Seconds > latest.ToUnixTimeSeconds())
        {
            var span = string.Create(CultureInfo.InvariantCulture, $"{earliest:yyyy-MM-dd'T'HH:mm'Z'} to {latest:yyyy-MM-dd'T'HH:mm'Z'}");
            faults.Add(field, $"Is a time from {span}.");
            return null;
        }

        return value.ToDateTimeOffset().ToStorable();
    }

    /// <summary>The value, or null where it is the zero that protos have for "not given".</summary>
    public static TEnum? Known<TEnum>(this FieldFaults faults, string field, TEnum value)
        where TEnum : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            faults.Add(field, $"Is one of {string.Join(", ", Enum.GetValues<TEnum>().Skip(1).Select(known => known.ToWire()))}.");
        }

        return EqualityComparer<TEnum>.Default.Equals(value, default) ? null : value;
    }

    public static IdempotentRequest? Request(this FieldFaults faults, string key, Google.Protobuf.IMessage body)
    {
        faults.Optional("idempotencyKey", key, MaxLength.IdempotencyKey);
        return IdempotentRequest.From(key, body);
    }

    private static string Code(FieldFaults faults, string field, string value, FrozenSet<string> known, string message)
    {
        if (!known.Contains(value))
        {
            faults.Add(field, message);
        }

        return value;
    }

    [GeneratedRegex(@"^[0-9]{6,10}\z")]
    private static partial Regex HsCodes();
}
