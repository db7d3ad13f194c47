using Logistics.Messaging.Broker;
using Logistics.Messaging.DeadLetters;
using Logistics.Messaging.Hosting;
using Logistics.Messaging.Schema;
using Logistics.Messaging.Topology;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Logistics.Messaging.Consumers;

/// <summary>Runs, for each subscription, its consumer and the recorder of its dead letters.</summary>
internal sealed class ConsumerHost<TDbContext>(
    IEnumerable<Subscription<TDbContext>> subscriptions,
    RabbitMq broker,
    QueueListener listener,
    DeliveryProcessor<TDbContext> processor,
    DeadLetterRecorder recorder,
    SubscriptionStatus status,
    IOptions<MessagingOptions> options,
    Supervisor supervisor,
    SchemaGate? gate = null) : BackgroundService
    where TDbContext : DbContext
{
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var subscription in subscriptions)
        {
            status.Stuck(subscription.Queue, "The consumer has not started yet.");
        }

        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await (gate?.WaitAsync(stoppingToken) ?? Task.CompletedTask);
        await Task.WhenAll(subscriptions.SelectMany(subscription => Run(subscription, stoppingToken)));
    }

    private IEnumerable<Task> Run(Subscription<TDbContext> subscription, CancellationToken stopping)
    {
        var queue = subscription.Queue;
        yield return supervisor.RunAsync(
            $"Consumer of {queue}", _ => ConsumeAsync(subscription, stopping), stopping, failure => status.Stuck(queue, failure.Message));
        yield return supervisor.RunAsync(
            $"Recorder of {queue}'s dead letters",
            _ => RecordAsync(subscription, stopping),
            stopping,
            failure => status.Stuck(DeadLetters(queue), failure.Message));
    }

    private async Task ConsumeAsync(Subscription<TDbContext> subscription, CancellationToken stopping)
    {
        await DeclareAsync(subscription, stopping);
        await listener.ListenAsync(
            subscription.Queue,
            subscription.Gathering,
            (deliveries, token) => processor.SettleAsync(subscription, deliveries, stopping, token),
            () => status.Live(subscription.Queue),
            stopping);
    }

    private async Task RecordAsync(Subscription<TDbContext> subscription, CancellationToken stopping)
    {
        var queue = subscription.Queue;
        await DeclareAsync(subscription, stopping);
        await listener.ListenAsync(
            DeadLetters(queue),
            TimeSpan.Zero,
            (deliveries, token) => recorder.RecordAsync(queue, deliveries, token),
            () => status.Live(DeadLetters(queue)),
            stopping);
    }

    private string DeadLetters(string queue) => new SubscriptionQueues(queue, options.Value).DeadLetters;

    private async Task DeclareAsync(Subscription<TDbContext> subscription, CancellationToken cancellationToken)
    {
        var connection = await broker.Consuming.GetAsync(cancellationToken);
        await EventsExchange.DeclareAsync(connection, options.Value.Exchange, cancellationToken);
        var queues = new SubscriptionQueues(subscription.Queue, options.Value);
        await queues.DeclareAsync(connection, subscription.RoutingKeys, cancellationToken);
    }
}
