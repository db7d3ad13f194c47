using Logistics.Bench.Hosting;

namespace Logistics.Bench.Limits.BarePipeline;

/// <summary>
/// The least pipeline that does what the system does: gateway, hop, one round trip to the database, relay, two quorum queues, two
/// idempotent consumers, each in a process of its own, on the system's own PostgreSQL and RabbitMQ. No accounts, no idempotency, no
/// telemetry: what this machine can do at most.
/// </summary>
internal sealed class RunningBarePipeline : IAsyncDisposable
{
    private const string DatabaseName = "bench_bare";

    private readonly ScratchDatabase _database;
    private readonly string _broker;
    private readonly List<ChildVerb> _processes = [];

    private RunningBarePipeline(ScratchDatabase database, string broker)
    {
        _database = database;
        _broker = broker;
    }

    public Uri Gateway { get; private set; } = new("http://localhost");

    /// <summary>Of its database.</summary>
    public string ConnectionString => _database.ConnectionString;

    public IReadOnlyDictionary<string, int> ProcessIds { get; private set; } = new Dictionary<string, int>();

    public static async Task<RunningBarePipeline> StartAsync(SystemUnderTest system, CancellationToken cancellationToken)
    {
        var database = await ScratchDatabase.CreateAsync(DatabaseName, system.ConnectionString("shipmentsdb"), cancellationToken);
        var pipeline = new RunningBarePipeline(database, system.ConnectionString("messaging"));
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

    /// <summary>Every round begins alike: the outbox, claimed by a plain DELETE, slows as its dead rows pile up.</summary>
    public Task EmptyAsync(CancellationToken cancellationToken) => _database.ExecuteAsync(BareSchema.Empty, cancellationToken);

    public async Task<long> CountAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = _database.Source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!; // a count is never null
    }

    /// <summary>Leaves nothing behind.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_processes.Select(process => process.DisposeAsync().AsTask()));
        await _database.DisposeAsync();
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
        var environment = new Dictionary<string, string> { [BareVerb.Database] = _database.ConnectionString, [BareVerb.Broker] = _broker };
        var process = ChildVerb.Start(environment, [BareVerb.Name, .. part]);
        _processes.Add(process);
        return (process, await process.HearAsync(cancellationToken));
    }
}
