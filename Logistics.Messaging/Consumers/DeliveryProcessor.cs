using System.Diagnostics;
using Logistics.Contracts.Events;
using Logistics.Messaging.Broker;
using Logistics.Messaging.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Logistics.Messaging.Consumers;

/// <summary>
/// Settles deliveries: applied, put off, or dead. A batch that fails is taken apart and applied one by one, so that a bad event hurts no
/// other. While something that all need is away it waits, and holds the deliveries meanwhile.
/// </summary>
internal sealed partial class DeliveryProcessor<TDbContext>(
    EventApplier<TDbContext> applier,
    NpgsqlDataSource database,
    FailureRouter router,
    SubscriptionStatus status,
    TimeProvider clock,
    Supervisor supervisor,
    ILogger<DeliveryProcessor<TDbContext>> logger)
    where TDbContext : DbContext
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Times that an event may break off the database's work, with the database there, before it is the event that is to blame.
    /// </summary>
    private const int Suspicious = 3;

    /// <param name="subscription">Whose deliveries they are.</param>
    /// <param name="deliveries">What arrived.</param>
    /// <param name="stopping">Ends waiting.</param>
    /// <param name="cancellationToken">Ends work.</param>
    public async Task SettleAsync(
        Subscription<TDbContext> subscription,
        IReadOnlyList<Delivery> deliveries,
        CancellationToken stopping,
        CancellationToken cancellationToken)
    {
        var failures = new List<Failure>();
        var readable = new List<(Delivery Delivery, IEvent Event)>(deliveries.Count);
        foreach (var delivery in deliveries)
        {
            if (delivery.Read(out var failure) is { } @event)
            {
                readable.Add((delivery, @event));
            }
            else
            {
                failures.Add(failure!); // not null: there is no event
            }
        }

        if (readable.Count > 0 && await TryAsync(subscription, readable, stopping, cancellationToken) is { } error)
        {
            foreach (var one in readable)
            {
                var own = readable.Count == 1 ? error : await TryAsync(subscription, [one], stopping, cancellationToken);
                if (own is not null)
                {
                    failures.Add(Failure.Of(one.Delivery, own));
                }
            }
        }

        failures.ForEach(failure =>
            LogFailed(subscription.Queue, failure.Delivery.Properties.MessageId, failure.Delivery.Attempt + 1, failure.Cause));
        await PutAsideAsync(subscription.Queue, failures, stopping);
    }

    /// <summary>
    /// Goes on until all are safe, holding the deliveries meanwhile: to let them go and come again, while the broker takes no messages,
    /// would count against the delivery limit of events that did nothing wrong.
    /// </summary>
    private async Task PutAsideAsync(string queue, List<Failure> failures, CancellationToken stopping)
    {
        if (failures.Count > 0)
        {
            await supervisor.RunAsync(
                $"Putting aside failed messages of {queue}",
                token => router.RouteAsync(queue, failures, token),
                stopping,
                reason => status.Stuck(queue, reason.Message));
            stopping.ThrowIfCancellationRequested();
            status.Live(queue);
        }
    }

    /// <summary>
    /// Applies events, waiting out whatever is away; returns why it is the events' own fault that they cannot be applied.
    /// </summary>
    private async Task<Exception?> TryAsync(
        Subscription<TDbContext> subscription,
        List<(Delivery Delivery, IEvent Event)> batch,
        CancellationToken stopping,
        CancellationToken cancellationToken)
    {
        var backoff = new Backoff(FirstPause, LongestPause);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await ApplyAsync(subscription, batch, cancellationToken);
                status.Live(subscription.Queue);
                return null;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw;
            }
#pragma warning disable CA1031 // handlers are anyone's code: whatever they throw is classified, none of it stops the consumer
            catch (Exception exception)
#pragma warning restore CA1031
            {
                if (Outage.Find(exception) is not { } away || await IsGuiltyAsync(exception, attempt, cancellationToken))
                {
                    return exception;
                }

                var pause = backoff.Next();
                LogAway(subscription.Queue, away, pause, exception);
                status.Stuck(subscription.Queue, $"{away} is away.");
                await Task.Delay(pause, clock, stopping);
            }
        }
    }

    /// <summary>Whether what looks like an outage is the events' doing: it comes again and again while the database answers.</summary>
    private async Task<bool> IsGuiltyAsync(Exception exception, int attempt, CancellationToken cancellationToken) =>
        exception is not DependencyAwayException && attempt >= Suspicious && await DatabaseAnswersAsync(cancellationToken);

    private async Task<bool> DatabaseAnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await database.PingAsync(cancellationToken);
            return true;
        }
#pragma warning disable CA1031 // whatever keeps it from answering
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    private async Task ApplyAsync(
        Subscription<TDbContext> subscription, List<(Delivery Delivery, IEvent Event)> batch, CancellationToken cancellationToken)
    {
        var spans = batch.ConvertAll(one => ProcessSpan.Start(subscription.Queue, one.Delivery, batch.Count));
        Activity.Current = spans[0]; // what a batch does in the database is shown in its first event's trace
        try
        {
            var fresh = await applier.ApplyAsync(subscription, batch.ConvertAll(one => one.Event), cancellationToken);
            Measure(subscription.Queue, batch, fresh.Count);
        }
        catch (Exception exception)
        {
            spans.ForEach(span => span?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", exception.GetType().FullName));
            throw;
        }
        finally
        {
            spans.ForEach(span => span?.Dispose());
            Activity.Current = null;
        }
    }

    private void Measure(string queue, List<(Delivery Delivery, IEvent Event)> batch, int fresh)
    {
        var tag = MessagingTelemetry.Queue(queue);
        MessagingTelemetry.BatchSize.Record(batch.Count, tag);
        MessagingTelemetry.Duplicates.Add(batch.Count - fresh, tag);
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var (delivery, _) in batch)
        {
            if (delivery.Properties.Number(EventHeaders.RecordedAt) is { } recorded)
            {
                MessagingTelemetry.Lag.Record((now - recorded) / 1000.0, tag);
            }
        }
    }

    [LoggerMessage(EventId = 9021, Level = LogLevel.Warning, Message = "{Queue}: attempt {Attempt} at event {EventId} failed: {Cause}.")]
    private partial void LogFailed(string queue, string? eventId, int attempt, string cause);

    [LoggerMessage(EventId = 9022, Level = LogLevel.Warning, Message = "{Queue}: {Dependency} is away; waiting {Pause}.")]
    private partial void LogAway(string queue, string dependency, TimeSpan pause, Exception exception);
}
