using System.Net.Sockets;
using Npgsql;

namespace Logistics.Messaging.Consumers;

internal static class Outage
{
    /// <summary>
    /// What is away, when an exception is the fault of something that any other event would find away too; else <see langword="null"/>.
    /// </summary>
    public static string? Find(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case DependencyAwayException away:
                    return away.Dependency;
                case NpgsqlException { IsTransient: true }:
                    return "The database";
                case SocketException: // of a name that does not resolve, for one, which Npgsql passes on as it is
                    return "A server";
            }
        }

        return null;
    }
}
