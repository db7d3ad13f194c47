using RabbitMQ.Client;

namespace Logistics.Messaging.Topology;

/// <summary>The one exchange that all events go through.</summary>
internal static class EventsExchange
{
    public static async Task DeclareAsync(IConnection connection, string name, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await Declaration.CheckAsync("Exchange", name, () =>
            channel.ExchangeDeclareAsync(name, ExchangeType.Topic, durable: true, autoDelete: false, cancellationToken: cancellationToken));
    }
}
