using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Logistics.Contracts.Identity.V1;

namespace Logistics.Identity.Sessions;

/// <summary>The program at the other end, as its owner may recognise it. Said by the client itself: shown, never trusted.</summary>
internal sealed partial record Client(string? Device, string? UserAgent, string? Place)
{
    public const int MaxDeviceLength = 100;
    public const int MaxUserAgentLength = 256;
    public const int MaxPlaceLength = 45;

    public static Client Of(ClientInfo? info) => info is null
        ? new Client(null, null, null)
        : new Client(Clean(info.Device, MaxDeviceLength), Clean(info.UserAgent, MaxUserAgentLength), NetworkOf(info.Address));

    /// <summary>
    /// Where somebody is, as far as we want to know: <c>203.0.113.7</c> → <c>203.0.113.0/24</c>, of IPv6 the first 48 bits. Enough to
    /// tell home from abroad, too little to tell one neighbour from the other.
    /// </summary>
    public static string? NetworkOf(string address)
    {
        if (!IPAddress.TryParse(address, out var parsed))
        {
            return null;
        }

        parsed = parsed.IsIPv4MappedToIPv6 ? parsed.MapToIPv4() : parsed;
        var bits = parsed.AddressFamily == AddressFamily.InterNetwork ? 24 : 48;
        var bytes = parsed.GetAddressBytes();
        bytes.AsSpan(bits / 8).Clear();
        return $"{new IPAddress(bytes)}/{bits}";
    }

    private static string? Clean(string text, int length)
    {
        var clean = ControlCharacters().Replace(text, " ").Trim();
        return clean.Length switch
        {
            0 => null,
            _ when clean.Length > length => clean[..(char.IsHighSurrogate(clean[length - 1]) ? length - 1 : length)],
            _ => clean,
        };
    }

    [GeneratedRegex(@"[\p{Cc}\u2028\u2029]+")]
    private static partial Regex ControlCharacters();
}
