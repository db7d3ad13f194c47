using Npgsql;

namespace Logistics.Bench.Limits;

/// <summary>A database of the bench's own on the system's PostgreSQL; it goes with this.</summary>
internal sealed class ScratchDatabase : IAsyncDisposable
{
    private readonly string _name;
    private readonly string _maintenance;

    private ScratchDatabase(string name, string neighbour)
    {
        _name = name;
        _maintenance = new NpgsqlConnectionStringBuilder(neighbour) { Pooling = false }.ConnectionString;
        ConnectionString = new NpgsqlConnectionStringBuilder(neighbour) { Database = name }.ConnectionString;
        Source = NpgsqlDataSource.Create(ConnectionString);
    }

    public string ConnectionString { get; }

    public NpgsqlDataSource Source { get; }

    /// <param name="neighbour">The connection string of another database of the server, by an account that may create one.</param>
    public static async Task<ScratchDatabase> CreateAsync(string name, string neighbour, CancellationToken cancellationToken)
    {
        var database = new ScratchDatabase(name, neighbour);
        await database.DropAsync(cancellationToken);
        await database.MaintainAsync($"CREATE DATABASE {name}", cancellationToken);
        return database;
    }

    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await DropAsync(CancellationToken.None);
    }

    private Task DropAsync(CancellationToken cancellationToken) =>
        MaintainAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)", cancellationToken);

    private async Task MaintainAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(_maintenance);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
