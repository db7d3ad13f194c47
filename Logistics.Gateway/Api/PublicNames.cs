using Logistics.Contracts;

namespace Logistics.Gateway.Api;

/// <summary>
/// The names of an enum's values (<c>PICKED_UP</c>) without the one for "not given", which is only in the services' messages.
/// </summary>
internal static class PublicNames<TEnum>
    where TEnum : struct, Enum
{
    /// <summary>In the order of the values.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Enum.GetValues<TEnum>().Where(value => !value.Equals(default(TEnum))).Order().Select(value => value.ToWire())];

    /// <summary>For people: <c>CREATED, PICKED_UP, …</c>.</summary>
    public static string List { get; } = string.Join(", ", All);

    public static bool TryParse(string name, out TEnum value) => WireNames.TryParse(name, out value) && !value.Equals(default(TEnum));
}
