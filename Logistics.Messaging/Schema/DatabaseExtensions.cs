using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace Logistics.Messaging;

public static class DatabaseExtensions
{
    /// <summary>
    /// What a service's connections should be, where the connection string does not say otherwise. The few statements of a service run
    /// all day: planned once a connection, they cost PostgreSQL half. Nothing of ours leaves a connection in a state to be reset. More
    /// connections than the processors keep busy only wait in another place. Behind a pooler such as PgBouncer, set
    /// <c>Max Auto Prepare=0;No Reset On Close=false</c>.
    /// </summary>
    private static readonly KeyValuePair<string, string>[] Defaults =
    [
        new("Max Auto Prepare", "100"),
        new("Auto Prepare Min Usages", "2"),
        new("No Reset On Close", "true"),
        new("Maximum Pool Size", "24"),
    ];

    /// <summary>The service's database, by the name of its connection: a pooled context with retries, health check and telemetry.</summary>
    public static IHostApplicationBuilder AddDatabase<TDbContext>(
        this IHostApplicationBuilder builder, string connectionName, Action<DbContextOptionsBuilder>? configure = null)
        where TDbContext : DbContext
    {
        builder.AddNpgsqlDbContext<TDbContext>(
            connectionName, settings => settings.ConnectionString = WithDefaults(settings.ConnectionString), configure);
        return builder;
    }

    private static string? WithDefaults(string? connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            return connectionString; // which Aspire refuses, naming the setting
        }

        var connection = new DbConnectionStringBuilder { ConnectionString = connectionString };
        foreach (var (key, value) in Defaults)
        {
            if (!connection.ContainsKey(key))
            {
                connection[key] = value;
            }
        }

        return connection.ConnectionString;
    }
}
