using Logistics.Tests.Infrastructure;
using Npgsql;
using Xunit;

namespace Logistics.Tests.Messaging.Support;

/// <summary>The system's broker and database server, for services that a test starts itself, each with a database of its own.</summary>
public sealed class MessagingServers(SystemFixture fixture) : IAsyncLifetime
{
    private RunningSystem? _system;
    private string? _broker;
    private string? _server;
    private int _killed;

    public string Broker => _broker ?? throw NotStarted();

    private RunningSystem System => _system ?? throw NotStarted();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _system = await fixture.StartedAsync(Token);
        _broker = await _system.ConnectionStringAsync("messaging", Token);
        _server = await _system.ConnectionStringAsync("trackingdb", Token);
    }

    /// <returns>The new database's connection string.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var address = new NpgsqlConnectionStringBuilder(_server ?? throw NotStarted()) { MaxPoolSize = 10 };
        // Not from the pool: another test may have stopped the server since a pooled one was made.
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(address.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Token);
        address.Database = $"test_{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        await using var create = connection.CreateCommand();
#pragma warning disable CA2100 // a name made here, of hexadecimal digits
        create.CommandText = $"CREATE DATABASE {address.Database}";
#pragma warning restore CA2100
        await create.ExecuteNonQueryAsync(Token);
        return address.ConnectionString;
    }

    /// <summary>Kill -9. It comes back by itself: <see cref="BrokerIsBackAsync"/>.</summary>
    public void KillBroker() => _killed = System.Kill("messaging");

    public Task BrokerIsBackAsync() => System.HealthyAgainAsync("messaging", _killed, Token);

    public Task StopBrokerAsync() => System.StopAsync("messaging", Token);

    public Task StartBrokerAsync() => StartAsync("messaging");

    public Task StopDatabaseAsync() => System.StopAsync("postgres", Token);

    public Task StartDatabaseAsync() => StartAsync("postgres");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static InvalidOperationException NotStarted() => new("The system has not been started.");

    private async Task StartAsync(string resource)
    {
        await System.StartAsync(resource, Token);
        await System.HealthyAsync(resource, Token);
    }
}
