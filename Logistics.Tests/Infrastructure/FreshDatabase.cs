using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace Logistics.Tests.Infrastructure;

/// <summary>A database of a test's own on the running system's PostgreSQL, migrated, and dropped at the end.</summary>
internal sealed class FreshDatabase<TDbContext> : IAsyncDisposable
    where TDbContext : DbContext
{
    private readonly string _server;
    private readonly string _name;
    private readonly DbContextOptions<TDbContext> _options;

    private FreshDatabase(string server, string name, Action<DbContextOptionsBuilder>? configure)
    {
        _server = server;
        _name = name;
        Connections = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 20 });
        var options = new DbContextOptionsBuilder<TDbContext>().UseNpgsql(Connections, npgsql => npgsql.EnableRetryOnFailure());
        configure?.Invoke(options);
        _options = options.Options;
    }

    /// <summary>Its connections, for plain SQL.</summary>
    public NpgsqlDataSource Connections { get; }

    /// <param name="resource">Any database of the system: its server is used.</param>
    public static async Task<FreshDatabase<TDbContext>> CreateAsync(
        SystemFixture fixture, string resource, Action<DbContextOptionsBuilder>? configure = null)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var system = await fixture.StartedAsync(cancellationToken);
        var server = await system.ConnectionStringAsync(resource, cancellationToken);
        var name = $"test_{Guid.CreateVersion7():n}";
        await ExecuteAsync(server, $"CREATE DATABASE {name}", cancellationToken);
        var database = new FreshDatabase<TDbContext>(server, name, configure);
        await using var db = database.Open();
        await db.Database.MigrateAsync(cancellationToken);
        return database;
    }

    /// <summary>A context with nothing tracked, as a request gets it.</summary>
    public TDbContext Open() => (TDbContext)(Activator.CreateInstance(typeof(TDbContext), _options)
        ?? throw new InvalidOperationException($"{typeof(TDbContext).Name} has no constructor that takes its options."));

    public async ValueTask DisposeAsync()
    {
        await Connections.DisposeAsync();
        await ExecuteAsync(_server, $"DROP DATABASE {_name} WITH (FORCE)", CancellationToken.None);
    }

    private static async Task ExecuteAsync(string server, string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
