using System.Threading.Channels;
using Logistics.Messaging.Broker;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Logistics.Messaging.Consumers;

/// <summary>
/// Keeps deliveries until they are taken; the prefetch is its bound. Ends when the channel does, or when the broker cancels the consumer
/// (its queue was deleted).
/// </summary>
internal sealed class BufferingConsumer(IChannel channel) : AsyncDefaultBasicConsumer(channel)
{
    private readonly Channel<Delivery> _deliveries =
        System.Threading.Channels.Channel.CreateUnbounded<Delivery>(new() { SingleReader = true });

    public ChannelReader<Delivery> Deliveries => _deliveries.Reader;

    /// <summary>The body belongs to the client and is gone after this call, hence the copy.</summary>
    public override Task HandleBasicDeliverAsync(
        string consumerTag,
        ulong deliveryTag,
        bool redelivered,
        string exchange,
        string routingKey,
        IReadOnlyBasicProperties properties,
        ReadOnlyMemory<byte> body,
        CancellationToken cancellationToken = default)
    {
        _deliveries.Writer.TryWrite(new Delivery(deliveryTag, properties, body.ToArray()));
        return Task.CompletedTask;
    }

    public override Task HandleBasicCancelAsync(string consumerTag, CancellationToken cancellationToken = default)
    {
        End("The broker cancelled the consumer.");
        return base.HandleBasicCancelAsync(consumerTag, cancellationToken);
    }

    public override Task HandleChannelShutdownAsync(object channel, ShutdownEventArgs reason)
    {
        End(reason.ReplyText);
        return base.HandleChannelShutdownAsync(channel, reason);
    }

    private void End(string reason) => _deliveries.Writer.TryComplete(new BrokerUnavailableException(reason));
}
