using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Aspire.Hosting.Engine;

/// <summary>Hands out loopback ports that nothing listens on.</summary>
internal static class Ports
{
    // Below the range that the kernel takes for outgoing connections: a port handed out now may be bound only seconds later.
    private const int First = 20_000;
    private const int Last = 32_000;

    private static readonly Lock Lock = new();
    private static readonly HashSet<int> Given = [];

    public static bool TryTake(int port)
    {
        lock (Lock)
        {
            return !Given.Contains(port) && IsFree(port) && Given.Add(port);
        }
    }

    public static int TakeAny()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(First, Last);
            if (TryTake(port))
            {
                return port;
            }
        }
    }

    public static void GiveBack(int port)
    {
        lock (Lock)
        {
            Given.Remove(port);
        }
    }

    private static bool IsFree(int port) =>
        CanBind(IPAddress.Loopback, port) && CanBind(IPAddress.Any, port)
        && (!Socket.OSSupportsIPv6 || (CanBind(IPAddress.IPv6Loopback, port) && CanBind(IPAddress.IPv6Any, port)));

    private static bool CanBind(IPAddress address, int port)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(address, port));
            return true;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode == SocketError.AddressNotAvailable; // a machine without IPv6
        }
    }
}
