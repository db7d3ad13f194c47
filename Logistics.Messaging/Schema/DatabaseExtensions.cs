using System.Data.Common;
using Logistics.Messaging.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;

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

    /// <summary>
    /// The service's database, by the name of its connection: a pooled context with retries, health check and telemetry; and the
    /// <see cref="NpgsqlDataSource"/> that it gets its connections from, for <see cref="PlainSqlExtensions">plain SQL</see>.
    /// </summary>
    /// <exception cref="InvalidOperationException">The service has a database already.</exception>
    public static IHostApplicationBuilder AddDatabase<TDbContext>(
        this IHostApplicationBuilder builder, string connectionName, Action<DbContextOptionsBuilder>? configure = null)
        where TDbContext : DbContext
    {
        if (builder.Services.Any(service => service.ServiceType == typeof(NpgsqlDataSource)))
        {
            throw new InvalidOperationException("A service has one database.");
        }

        string? connectionString = null;
        builder.AddNpgsqlDbContext<TDbContext>(
            connectionName,
            settings =>
            {
                connectionString = settings.ConnectionString = WithDefaults(settings.ConnectionString);
                settings.DisableHealthChecks = true; // that one opens a connection each time, and loads Entity Framework
            },
            configure);

        builder.Services.AddOptions<DatabaseOptions>()
            .Configure(options => options.ConnectionString = connectionString ?? "")
            .Validate(
                options => !string.IsNullOrWhiteSpace(options.ConnectionString),
                $"ConnectionStrings:{connectionName} is missing: the address of PostgreSQL.")
            .ValidateOnStart();
        builder.Services.AddSingleton(services =>
            NpgsqlDataSource.Create(services.GetRequiredService<IOptions<DatabaseOptions>>().Value.ConnectionString));
        if (!EF.IsDesignTime) // when there is no database
        {
            builder.Services.ConfigureDbContext<TDbContext>(
                (services, options) => options.UseNpgsql(services.GetRequiredService<NpgsqlDataSource>()));
        }

        builder.Services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database", tags: ["ready"]);
        return builder;
    }

    private static string? WithDefaults(string? connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            return connectionString;
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

    private sealed class DatabaseOptions
    {
        public string ConnectionString { get; set; } = "";
    }
}
