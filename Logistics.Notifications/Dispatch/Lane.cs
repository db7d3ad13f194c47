using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Telemetry;
using Microsoft.Extensions.Options;

namespace Logistics.Notifications.Dispatch;

/// <summary>Empties the queue of one channel and priority: claim, send, record, again.</summary>
internal sealed partial class Lane(
    Route route,
    Priority priority,
    DispatchQueue queue,
    RetryPolicy retries,
    NotificationMetrics metrics,
    IOptions<DispatchOptions> options,
    TimeProvider clock,
    ILogger<Lane> logger)
{
    public string Name => NameOf(route.Channel, priority);

    /// <summary>How long to leave the providers alone.</summary>
    public TimeSpan Pause => route.Pause;

    /// <summary>The queue as people name it: <c>notifications.email.high</c>.</summary>
    [SuppressMessage("Globalization", "CA1308", Justification = "Queues have names in lower case.")]
    public static string NameOf(Channel channel, Priority priority) =>
        $"notifications.{NotificationEvents.NameOf(channel)}.{priority.ToString().ToLowerInvariant()}";

    /// <summary>Takes a batch through. While the provider is away nothing is claimed, and then one: enough to find out.</summary>
    /// <returns>How many were taken.</returns>
    public async Task<int> RunOnceAsync(CancellationToken stopping)
    {
        var batch = route.BatchSize is > 0 and var limit
            ? await queue.ClaimAsync(route.Channel, priority, limit, route.Lease, stopping)
            : [];
        if (batch.Count == 0)
        {
            return 0;
        }

        using var work = new CancellationTokenSource(route.Lease * 0.8, clock);
        await using var grace = stopping.Register(() => work.CancelAfter(options.Value.ShutdownGrace));

        var obstacles = batch.ToDictionary(
            notification => notification.Id, notification => retries.Obstacle(notification, clock.GetUtcNow()));
        var sendable = batch.Where(notification => obstacles[notification.Id] is null).ToList();
        var outcomes = sendable.Count == 0 ? [] : await SendAsync(sendable, work.Token);

        var now = clock.GetUtcNow();
        var steps = sendable.Zip(outcomes).ToDictionary(pair => pair.First.Id, pair => retries.Next(pair.First, pair.Second, now));
        await RecordAsync([.. batch.Select(notification => (notification, obstacles[notification.Id] ?? steps[notification.Id]))]);
        return batch.Count;
    }

    /// <summary>Each with a span that joins the trace of what caused it.</summary>
    private async Task<IReadOnlyList<SendOutcome>> SendAsync(List<Notification> notifications, CancellationToken cancellationToken)
    {
        var spans = notifications.ConvertAll(notification =>
            NotificationMetrics.Source.StartActivity(
                $"send {NotificationEvents.NameOf(notification.Channel)}", ActivityKind.Client, notification.TraceParent));
        var outcomes = await route.SendAsync(notifications, cancellationToken);
        foreach (var (span, outcome) in spans.Zip(outcomes))
        {
            if (outcome.Result != SendResult.Sent)
            {
                span?.SetStatus(ActivityStatusCode.Error, outcome.Reason);
            }

            span?.Dispose();
        }

        return outcomes;
    }

    private async Task RecordAsync(IReadOnlyList<(Notification Notification, Step Step)> outcomes)
    {
        // Time of its own: what a provider took must be written down although the service is asked to stop.
        using var bound = new CancellationTokenSource(route.Lease, clock);
        var recorded = await queue.RecordAsync(outcomes, bound.Token);
        foreach (var (notification, step) in outcomes)
        {
            if (!recorded.Contains(step.Id))
            {
                LogFenced(step.Id, step.State);
                continue;
            }

            metrics.Reached(notification.Channel, step.State, step.Reason, clock.GetUtcNow() - notification.CreatedAt);
            if (step.State is NotificationState.Failed or NotificationState.Bounced
                or NotificationState.Uncertain or NotificationState.DeadLettered)
            {
                LogTrouble(step.Id, step.State, step.Reason);
            }
        }
    }

    [LoggerMessage(5102, LogLevel.Warning, "Notification {NotificationId} was claimed by another worker before {State} could be recorded")]
    private partial void LogFenced(Guid notificationId, NotificationState state);

    [LoggerMessage(5103, LogLevel.Warning, "Notification {NotificationId} is {State}: {Reason}")]
    private partial void LogTrouble(Guid notificationId, NotificationState state, string? reason);
}
