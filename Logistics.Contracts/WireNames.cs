using System.Collections.Frozen;
using System.Text.Json;

namespace Logistics.Contracts;

/// <summary>
/// The wire form of an enum's names outside JSON: in columns, queries and messages for people. The same as
/// <see cref="WireEnumConverter{TEnum}"/>'s.
/// </summary>
public static class WireNames
{
    /// <summary>The name in UPPER_SNAKE: <c>PICKED_UP</c>.</summary>
    /// <exception cref="KeyNotFoundException">The value has no name.</exception>
    public static string ToWire<TEnum>(this TEnum value)
        where TEnum : struct, Enum => Of<TEnum>.ByValue[value];

    /// <summary>Reads a name in UPPER_SNAKE; false for any other text.</summary>
    public static bool TryParse<TEnum>(string? text, out TEnum value)
        where TEnum : struct, Enum
    {
        value = default;
        return text is not null && Of<TEnum>.ByName.TryGetValue(text, out value);
    }

    private static class Of<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly FrozenDictionary<TEnum, string> ByValue =
            Enum.GetValues<TEnum>()
                .ToFrozenDictionary(value => value, value => JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString()));

        public static readonly FrozenDictionary<string, TEnum> ByName =
            ByValue.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }
}
