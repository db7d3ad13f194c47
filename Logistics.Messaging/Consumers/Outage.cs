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
            }
        }

        return null;
    }
}
