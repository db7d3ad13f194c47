using System.Collections.Concurrent;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Xunit;

namespace Logistics.Tests.Messaging.Support;

/// <summary>
/// A view of the wire, past the code under test: what passes through an exchange or sits in a queue, and messages of one's own making.
/// </summary>
internal sealed class RawQueue : IAsyncDisposable
{
    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private RawQueue(IConnection connection, IChannel channel)
    {
        _connection = connection;
        _channel = channel;
    }

    /// <summary>What came through the queue that is watched.</summary>
    public ConcurrentQueue<(IReadOnlyBasicProperties Properties, byte[] Body)> Seen { get; } = new();

    public IChannel Channel => _channel;

    public static async Task<RawQueue> ConnectAsync(string broker)
    {
        var connection = await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync(TestContext.Current.CancellationToken);
        return new RawQueue(connection, await connection.CreateChannelAsync(cancellationToken: TestContext.Current.CancellationToken));
    }

    /// <summary>Sees every event published to an exchange from now on.</summary>
    public async Task<RawQueue> WatchEventsAsync(string exchange, string routingKey)
    {
        var queue = (await _channel.QueueDeclareAsync(cancellationToken: TestContext.Current.CancellationToken)).QueueName;
        await _channel.QueueBindAsync(queue, exchange, routingKey, cancellationToken: TestContext.Current.CancellationToken);
        return await WatchAsync(queue);
    }

    /// <summary>Takes everything from a queue.</summary>
    public async Task<RawQueue> WatchAsync(string queue)
    {
        var consumer = new AsyncEventingBasicConsumer(_channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            Seen.Enqueue((delivery.BasicProperties, delivery.Body.ToArray()));
            return Task.CompletedTask;
        };
        await _channel.BasicConsumeAsync(queue, autoAck: true, consumer, TestContext.Current.CancellationToken);
        return this;
    }

    public Task SendAsync(string queue, BasicProperties properties, byte[] body) =>
        _channel.BasicPublishAsync(string.Empty, queue, mandatory: true, properties, body, TestContext.Current.CancellationToken).AsTask();

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
