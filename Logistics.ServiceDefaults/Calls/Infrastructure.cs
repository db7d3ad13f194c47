using System.Data.Common;
using System.Net.Sockets;

namespace Logistics.ServiceDefaults.Calls;

/// <summary>Tells a dependency that is away, and worth trying again, from a bug.</summary>
public static class Infrastructure
{
    /// <summary>
    /// Whether this, or what caused it (EF Core wraps), is a database's transient failure or a connection that was not to be had.
    /// </summary>
    public static bool IsAway(Exception? exception) => exception switch
    {
        null => false,
        DbException { IsTransient: true } or SocketException => true,
        _ => IsAway(exception.InnerException),
    };
}
