using System.Diagnostics;
using Logistics.Bench.Figures;
using Logistics.Bench.Hosting;
using Logistics.Bench.Limits.BarePipeline;
using Logistics.Bench.Measuring;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Logistics.Bench.Limits;

/// <summary>
/// What RabbitMQ takes and gives on one quorum queue: persistent messages, so many confirms in flight; then all of them back, acknowledged
/// in batches.
/// </summary>
internal sealed class BareQueue(SystemUnderTest system) : IMeasurement
{
    private const string Queue = "bench.bare.queue";
    private const int InFlight = 512;
    private const int AckEvery = 256;

    /// <summary>About as long as an event.</summary>
    private static readonly byte[] Body = new byte[1_000];

    public async Task<Reading> MeasureAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        await using var connection = await BareBroker.ConnectAsync(system.ConnectionString("messaging"), cancellationToken);
        await using var channel = await BareBroker.OpenConfirmingAsync(connection, cancellationToken);
        await BareBroker.DeclareAsync(channel, Queue, cancellationToken);
        try
        {
            var (published, publishing) = await PublishAsync(channel, duration / 2, cancellationToken);
            var consuming = await ConsumeAsync(connection, published, cancellationToken);
            return new Reading(
                [
                    new("publish", "1/s", published / publishing.TotalSeconds),
                    new("consume", "1/s", published / consuming.TotalSeconds),
                ],
                published);
        }
        finally
        {
            await channel.QueueDeleteAsync(Queue, ifUnused: false, ifEmpty: false, cancellationToken: CancellationToken.None);
        }
    }

    private static async Task<(long Count, TimeSpan Elapsed)> PublishAsync(
        IChannel channel, TimeSpan duration, CancellationToken cancellationToken)
    {
        var properties = new BasicProperties { Persistent = true };
        var started = Stopwatch.GetTimestamp();
        var confirming = new Queue<Task>(InFlight);
        var count = 0L;
        for (; Stopwatch.GetElapsedTime(started) < duration; count++)
        {
            if (confirming.Count == InFlight)
            {
                await confirming.Dequeue();
            }

            confirming.Enqueue(channel.BasicPublishAsync("", Queue, mandatory: true, properties, Body, cancellationToken).AsTask());
        }

        await Task.WhenAll(confirming);
        return (count, Stopwatch.GetElapsedTime(started));
    }

    private static async Task<TimeSpan> ConsumeAsync(IConnection connection, long count, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await channel.BasicQosAsync(0, InFlight, global: false, cancellationToken);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var received = 0L;
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            if (++received % AckEvery == 0 || received == count)
            {
                await channel.BasicAckAsync(delivery.DeliveryTag, multiple: true, cancellationToken);
            }

            if (received == count)
            {
                done.SetResult();
            }
        };
        var started = Stopwatch.GetTimestamp();
        await channel.BasicConsumeAsync(Queue, autoAck: false, consumer, cancellationToken);
        await done.Task.WaitAsync(cancellationToken);
        return Stopwatch.GetElapsedTime(started);
    }
}
