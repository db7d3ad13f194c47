using System.Collections.Frozen;
using System.Text.Json;

namespace Logistics.Gateway.Api;

/// <summary>The public names of an enum's values (<c>PICKED_UP</c>), without the one for "not given".</summary>
internal static class WireNames<TEnum>
    where TEnum : struct, Enum
{
    private static readonly FrozenDictionary<string, TEnum> ValuesByName = Enum.GetValues<TEnum>()
        .Where(value => Convert.ToInt32(value, provider: null) != 0)
        .ToFrozenDictionary(value => JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString()), StringComparer.Ordinal);

    /// <summary>In the order of the values.</summary>
    public static IReadOnlyList<string> All { get; } = [.. ValuesByName.OrderBy(pair => pair.Value).Select(pair => pair.Key)];

    /// <summary>For people: <c>CREATED, PICKED_UP, …</c>.</summary>
    public static string List { get; } = string.Join(", ", All);

    public static bool TryParse(string name, out TEnum value) => ValuesByName.TryGetValue(name, out value);
}
