using RabbitMQ.Client;

namespace Logistics.Messaging.Topology;

/// <summary>The one exchange that all events go through.</summary>
internal static class EventsExchange
{
    public const string Name = "logistics.events";

    public static async Task DeclareAsync(IConnection connection, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await Declaration.CheckAsync("Exchange", Name, () =>
            channel.ExchangeDeclareAsync(Name, ExchangeType.Topic, durable: true, autoDelete: false, cancellationToken: cancellationToken));
    }
}
