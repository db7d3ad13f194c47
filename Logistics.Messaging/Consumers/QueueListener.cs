using System.Threading.Channels;
using Logistics.Messaging.Broker;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;

namespace Logistics.Messaging.Consumers;

/// <summary>
/// Takes from a queue what has arrived, batch by batch. One channel, one consumer, one batch at a time; a batch is acknowledged as a
/// whole, once all of it is settled. Runs until the channel dies or the broker cancels the consumer, which it reports by throwing: the
/// caller starts it again.
/// </summary>
internal sealed class QueueListener(RabbitMq broker, IOptions<MessagingOptions> options, TimeProvider clock)
{
    /// <param name="queue">The queue, which must exist.</param>
    /// <param name="gathering">How long to wait for more after the first of a batch.</param>
    /// <param name="settleAsync">Handles a batch. When it returns, nothing of the batch is needed any more; when it throws, all of it
    /// comes again.</param>
    /// <param name="listening">Called once deliveries can come.</param>
    /// <param name="stopping">Stops after the batch in hand, which gets <see cref="MessagingOptions.ShutdownGrace"/>.</param>
    public async Task ListenAsync(
        string queue,
        TimeSpan gathering,
        Func<IReadOnlyList<Delivery>, CancellationToken, Task> settleAsync,
        Action listening,
        CancellationToken stopping)
    {
        var connection = await broker.Consuming.GetAsync(stopping);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: stopping);
        await channel.BasicQosAsync(0, options.Value.Prefetch, global: false, stopping);
        var consumer = new BufferingConsumer(channel);
        await channel.BasicConsumeAsync(queue, autoAck: false, consumer, stopping);
        listening();

        using var grace = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        await using var onStop = stopping.Register(() => grace.CancelAfter(options.Value.ShutdownGrace));
        try
        {
            while (await consumer.Deliveries.WaitToReadAsync(stopping))
            {
                if (gathering > TimeSpan.Zero)
                {
                    await Task.Delay(gathering, clock, stopping);
                }

                var batch = Take(consumer.Deliveries);
                await settleAsync(batch, grace.Token);
                await channel.BasicAckAsync(batch[^1].Tag, multiple: true, grace.Token);
            }
        }
        catch (ChannelClosedException exception)
        {
            throw new BrokerUnavailableException($"The consumer of '{queue}' is gone. {exception.InnerException?.Message}");
        }
    }

    private List<Delivery> Take(ChannelReader<Delivery> deliveries)
    {
        var batch = new List<Delivery>();
        while (batch.Count < options.Value.BatchSize && deliveries.TryRead(out var delivery))
        {
            batch.Add(delivery);
        }

        return batch;
    }
}
