using RabbitMQ.Client;

namespace Logistics.Bench.Limits.BarePipeline;

internal static class BareBroker
{
    public static Task<IConnection> ConnectAsync(string address, CancellationToken cancellationToken) =>
        new ConnectionFactory { Uri = new Uri(address) }.CreateConnectionAsync(cancellationToken);

    /// <summary>The same kind of queue as the services have.</summary>
    public static Task DeclareAsync(IChannel channel, string queue, CancellationToken cancellationToken) =>
        channel.QueueDeclareAsync(
            queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: cancellationToken);
}
