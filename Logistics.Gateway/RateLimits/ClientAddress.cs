using System.Net;
using System.Net.Sockets;

namespace Logistics.Gateway.RateLimits;

/// <summary>What counts as one address: an IPv4 address, or an IPv6 network of 64 bits, of which one person has 2^64 addresses.</summary>
internal static class ClientAddress
{
    public static IPAddress Of(HttpContext context) => Of(context.Connection.RemoteIpAddress ?? IPAddress.None);

    public static IPAddress Of(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new IPAddress(bytes);
    }
}
