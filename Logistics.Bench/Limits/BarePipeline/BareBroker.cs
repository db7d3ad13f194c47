using RabbitMQ.Client;

namespace Logistics.Bench.Limits.BarePipeline;

internal static class BareBroker
{
    public static Task<IConnection> ConnectAsync(string address, CancellationToken cancellationToken) =>
        new ConnectionFactory { Uri = new Uri(address) }.CreateConnectionAsync(cancellationToken);

    /// <summary>With confirms, and nothing that slows down who has many of them in flight.</summary>
    public static Task<IChannel> OpenConfirmingAsync(IConnection connection, CancellationToken cancellationToken)
    {
        var options = new CreateChannelOptions(
            publisherConfirmationsEnabled: true,
            publisherConfirmationTrackingEnabled: true,
            outstandingPublisherConfirmationsRateLimiter: null);
        return connection.CreateChannelAsync(options, cancellationToken);
    }

    /// <summary>The same kind of queue as the services have.</summary>
    public static Task DeclareAsync(IChannel channel, string queue, CancellationToken cancellationToken)
    {
        var arguments = new Dictionary<string, object?> { ["x-queue-type"] = "quorum" };
        return channel.QueueDeclareAsync(
            queue, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: cancellationToken);
    }
}
