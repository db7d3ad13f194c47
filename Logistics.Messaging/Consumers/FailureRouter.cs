using Logistics.Messaging.Broker;
using Logistics.Messaging.Topology;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;

namespace Logistics.Messaging.Consumers;

/// <summary>
/// Sends failed deliveries where they wait for another try, or to the dead letters. The copies are confirmed before the caller
/// acknowledges the originals: a crash in between means that both exist, which the inbox sorts out.
/// </summary>
internal sealed class FailureRouter(RabbitMq broker, IOptions<MessagingOptions> options, TimeProvider clock)
{
    /// <summary>Puts all failures aside; those that are safe leave the list, so that it can be called again for the rest.</summary>
    /// <exception cref="BrokerUnavailableException">Some are left.</exception>
    public async Task RouteAsync(string queue, List<Failure> failures, CancellationToken cancellationToken)
    {
        await using var publisher = await ConfirmingPublisher.OpenAsync(broker.Publishing, options.Value, clock, cancellationToken);
        var queues = new SubscriptionQueues(queue, options.Value);
        while (failures.Count > 0)
        {
            var some = failures.Take(options.Value.PublishWindow).ToArray();
            var results = await publisher.PublishAsync(Array.ConvertAll(some, failure => Address(queues, failure)), cancellationToken);
            var safe = some.Where((_, i) => results[i].Outcome == PublishOutcome.Confirmed).ToHashSet();
            failures.RemoveAll(safe.Contains);
            Count(queue, safe);
            if (safe.Count < some.Length)
            {
                throw new BrokerUnavailableException($"{failures.Count} failed messages of '{queue}' could not be put aside.");
            }
        }
    }

    private bool IsDead(Failure failure) => failure.IsFinal || failure.Delivery.Attempt >= options.Value.RetryTiers.Count;

    private OutgoingMessage Address(SubscriptionQueues queues, Failure failure)
    {
        var delivery = failure.Delivery;
        var dead = IsDead(failure);
        var properties = new BasicProperties(delivery.Properties)
        {
            Persistent = true,
            Headers = delivery.Properties.Headers is { } headers ? new Dictionary<string, object?>(headers) : [],
        };
        properties.Headers[EventHeaders.Attempt] = (long)delivery.Attempt + 1;
        properties.Headers[EventHeaders.Detail] = failure.Detail.Length > 1000 ? failure.Detail[..1000] : failure.Detail;
        if (dead)
        {
            properties.Headers[EventHeaders.Reason] = failure.Reason;
            properties.Headers[EventHeaders.DiedAt] = clock.GetUtcNow().ToUnixTimeMilliseconds();
        }

        return new OutgoingMessage(
            string.Empty, dead ? queues.DeadLetters : queues.Retries[delivery.Attempt], Mandatory: true, properties, delivery.Body);
    }

    private void Count(string queue, HashSet<Failure> failures)
    {
        var dead = failures.Count(IsDead);
        MessagingTelemetry.DeadLettered.Add(dead, MessagingTelemetry.Queue(queue));
        MessagingTelemetry.Retries.Add(failures.Count - dead, MessagingTelemetry.Queue(queue));
    }
}
