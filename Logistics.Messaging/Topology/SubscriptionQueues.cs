using RabbitMQ.Client;
using static System.FormattableString;

namespace Logistics.Messaging.Topology;

/// <summary>
/// The queues of one subscription: its own, one for each retry delay that leads back to it, and the one for its dead letters. All are
/// quorum queues, and all hand messages on at least once; only arguments that RabbitMQ 3.10 to 4.x understand alike.
/// </summary>
/// <param name="queue">The subscription's own queue.</param>
/// <param name="options">Delays and delivery limit.</param>
internal sealed class SubscriptionQueues(string queue, MessagingOptions options)
{
    public string DeadLetters { get; } = $"{queue}.dead";

    public IReadOnlyList<string> Retries { get; } = [.. options.RetryTiers.Select(delay => $"{queue}.retry.{Write(delay)}")];

    /// <summary>Declares the queues and binds <paramref name="routingKeys"/>; what is there already is only checked.</summary>
    /// <exception cref="TopologyMismatchException">One exists with other settings.</exception>
    public async Task DeclareAsync(IConnection connection, IReadOnlyList<string> routingKeys, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);

        // Nothing may be dropped from here but by a person: RabbitMQ 4 has a delivery limit for every quorum queue that sets none.
        await DeclareAsync(channel, DeadLetters, new() { ["x-delivery-limit"] = int.MaxValue }, cancellationToken);
        foreach (var (retry, delay) in Retries.Zip(options.RetryTiers))
        {
            await DeclareAsync(
                channel, retry, DeadLetteringTo(queue, new() { ["x-message-ttl"] = (long)delay.TotalMilliseconds }), cancellationToken);
        }

        await DeclareAsync(
            channel, queue, DeadLetteringTo(DeadLetters, new() { ["x-delivery-limit"] = options.DeliveryLimit }), cancellationToken);
        foreach (var routingKey in routingKeys)
        {
            await channel.QueueBindAsync(queue, options.Exchange, routingKey, cancellationToken: cancellationToken);
        }
    }

    private static Dictionary<string, object?> DeadLetteringTo(string target, Dictionary<string, object?> arguments) => new(arguments)
    {
        ["x-dead-letter-exchange"] = string.Empty,
        ["x-dead-letter-routing-key"] = target,
        ["x-dead-letter-strategy"] = "at-least-once",
        ["x-overflow"] = "reject-publish", // at-least-once is silently at-most-once without it
    };

    private static Task DeclareAsync(
        IChannel channel, string name, Dictionary<string, object?> arguments, CancellationToken cancellationToken)
    {
        arguments["x-queue-type"] = "quorum";
        return Declaration.CheckAsync("Queue", name, () =>
            channel.QueueDeclareAsync(
                name, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: cancellationToken));
    }

    private static string Write(TimeSpan delay) => delay switch
    {
        { TotalHours: >= 1, Minutes: 0, Seconds: 0, Milliseconds: 0 } => Invariant($"{delay.TotalHours}h"),
        { TotalMinutes: >= 1, Seconds: 0, Milliseconds: 0 } => Invariant($"{delay.TotalMinutes}m"),
        { TotalSeconds: >= 1, Milliseconds: 0 } => Invariant($"{delay.TotalSeconds}s"),
        _ => Invariant($"{delay.TotalMilliseconds}ms"),
    };
}
