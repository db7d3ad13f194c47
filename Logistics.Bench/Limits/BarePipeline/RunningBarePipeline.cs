using Logistics.Bench.Hosting;
using Npgsql;

namespace Logistics.Bench.Limits.BarePipeline;

/// <summary>
/// The least pipeline that does what the system does: gateway, hop, one round trip to the database, relay, two quorum queues, two idempotent consumers, each
/// in a process of its own, on the system's own PostgreSQL and RabbitMQ. No accounts, no idempotency, no telemetry: what this machine can do at most.
/// </summary>
internal sealed class RunningBarePipeline : IAsyncDisposable
{
    private const string DatabaseName = "bench_bare";

    private readonly string _maintenance;
    private readonly string _broker;
    private readonly List<ChildVerb> _processes = [];

    private RunningBarePipeline(SystemUnderTest system)
    {
        _maintenance = system.ConnectionString("shipmentsdb");
        _broker = system.ConnectionString("messaging");
        var own = new NpgsqlConnectionStringBuilder(_maintenance) { Database = DatabaseName };
        Database = NpgsqlDataSource.Create(own);
        ConnectionString = own.ConnectionString;
    }

    public Uri Gateway { get; private set; } = new("http://localhost");

    private NpgsqlDataSource Database { get; }

    public IReadOnlyDictionary<string, int> ProcessIds { get; private set; } = new Dictionary<string, int>();

    private string ConnectionString { get; }

    public static async Task<RunningBarePipeline> StartAsync(SystemUnderTest system, CancellationToken cancellationToken)
    {
        var pipeline = new RunningBarePipeline(system);
        try
        {
            await pipeline.BeginAsync(cancellationToken);
            return pipeline;
        }
        catch
        {
            await pipeline.DisposeAsync();
            throw;
        }
    }

    public Task EmptyAsync(CancellationToken cancellationToken) => BareSchema.EmptyAsync(Database, cancellationToken);

    public async Task<long> CountAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = Database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!; // a count is never null
    }

    /// <summary>Leaves nothing behind.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_processes.Select(process => process.DisposeAsync().AsTask()));
        await Database.DisposeAsync();
        await MaintainAsync($"DROP DATABASE IF EXISTS {DatabaseName} WITH (FORCE)", CancellationToken.None);
        await using var connection = await BareBroker.ConnectAsync(_broker, CancellationToken.None);
        await using var channel = await connection.CreateChannelAsync();
        foreach (var queue in BareSchema.Queues)
        {
            await channel.QueueDeleteAsync(queue, ifUnused: false, ifEmpty: false);
        }

        await channel.ExchangeDeleteAsync(BareSchema.Exchange);
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        await MaintainAsync($"DROP DATABASE IF EXISTS {DatabaseName} WITH (FORCE)", cancellationToken);
        await MaintainAsync($"CREATE DATABASE {DatabaseName}", cancellationToken);
        var (service, serviceUrl) = await StartAsync(["service"], cancellationToken);
        var (timeline, _) = await StartAsync([BareSchema.Queues[0]], cancellationToken);
        var (notices, _) = await StartAsync([BareSchema.Queues[1]], cancellationToken);
        var (gateway, gatewayUrl) = await StartAsync(["gateway", serviceUrl], cancellationToken);
        Gateway = new Uri(gatewayUrl);
        ProcessIds = new Dictionary<string, int>
        {
            ["bare gateway"] = gateway.Id,
            ["bare service"] = service.Id,
            ["bare timeline"] = timeline.Id,
            ["bare notices"] = notices.Id,
        };
    }

    private async Task<(ChildVerb Process, string Said)> StartAsync(string[] part, CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, string> { [BareVerb.Database] = ConnectionString, [BareVerb.Broker] = _broker };
        var process = ChildVerb.Start(environment, [BareVerb.Name, .. part]);
        _processes.Add(process);
        return (process, await process.HearAsync(cancellationToken));
    }

    private async Task MaintainAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_maintenance) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
