using System.Threading.Channels;
using Npgsql;
using RabbitMQ.Client;

namespace Logistics.Bench.Limits.BarePipeline;

/// <summary>Claims a batch, publishes all of it, awaits all confirms, commits.</summary>
internal sealed class BareRelay : IAsyncDisposable
{
    private const int BatchSize = 256;

    private const string Claim = """
        DELETE FROM outbox WHERE id IN (SELECT id FROM outbox ORDER BY id LIMIT 256 FOR UPDATE SKIP LOCKED)
        RETURNING message_id, type, payload
        """;

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _ending = new();
    private readonly NpgsqlDataSource _database;
    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly Task _loop;

    private BareRelay(NpgsqlDataSource database, IConnection connection, IChannel channel)
    {
        _database = database;
        _connection = connection;
        _channel = channel;
        _loop = Task.Run(() => RunAsync(_ending.Token));
    }

    public static async Task<BareRelay> StartAsync(NpgsqlDataSource database, string broker, CancellationToken cancellationToken)
    {
        var connection = await BareBroker.ConnectAsync(broker, cancellationToken);
        var channel = await BareBroker.OpenConfirmingAsync(connection, cancellationToken);
        await channel.ExchangeDeclareAsync(BareSchema.Exchange, ExchangeType.Topic, durable: true, cancellationToken: cancellationToken);
        foreach (var queue in BareSchema.Queues)
        {
            await BareBroker.DeclareAsync(channel, queue, cancellationToken);
            await channel.QueueBindAsync(queue, BareSchema.Exchange, "shipment.#", cancellationToken: cancellationToken);
        }

        return new BareRelay(database, connection, channel);
    }

    public void Wake() => _wake.Writer.TryWrite(true);

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
        _ending.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await _wake.Reader.WaitToReadAsync(cancellationToken))
        {
            _wake.Reader.TryRead(out _);
            while (await RelayAsync(cancellationToken) == BatchSize)
            {
            }
        }
    }

    private async Task<int> RelayAsync(CancellationToken cancellationToken)
    {
        await using var connection = await _database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var published = new List<Task>();
        await using (var command = new NpgsqlCommand(Claim, connection, transaction))
        await using (var rows = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await rows.ReadAsync(cancellationToken))
            {
                var properties = new BasicProperties { Persistent = true, MessageId = rows.GetGuid(0).ToString() };
                published.Add(_channel.BasicPublishAsync(
                    BareSchema.Exchange, rows.GetString(1), mandatory: true, properties, rows.GetFieldValue<byte[]>(2), cancellationToken)
                        .AsTask());
            }
        }

        await Task.WhenAll(published);
        await transaction.CommitAsync(cancellationToken);
        return published.Count;
    }
}
