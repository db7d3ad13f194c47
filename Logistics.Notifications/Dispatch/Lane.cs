using System.Diagnostics;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Telemetry;
using Microsoft.Extensions.Options;

namespace Logistics.Notifications.Dispatch;

/// <summary>Empties the queue of one channel and priority: claim, send, record, again.</summary>
internal sealed partial class Lane(
    IChannelSender sender,
    Priority priority,
    DispatchQueue queue,
    RetryPolicy retries,
    NotificationMetrics metrics,
    IOptions<DispatchOptions> options,
    TimeProvider clock,
    ILogger<Lane> logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    private int _failures;

    public string Name => $"{NotificationEvents.NameOf(sender.Channel)}.{priority}";

    /// <summary>How long to leave the provider alone: it was away the last time.</summary>
    public TimeSpan Pause { get; private set; }

    /// <summary>Takes a batch through. While the provider is away a batch is one: enough to find out.</summary>
    /// <returns>How many were taken.</returns>
    public async Task<int> RunOnceAsync(CancellationToken stopping)
    {
        var limit = _failures > 0 ? 1 : sender.BatchSize;
        var batch = await queue.ClaimAsync(sender.Channel, priority, limit, sender.Lease, stopping);
        if (batch.Count == 0)
        {
            return 0;
        }

        using var work = new CancellationTokenSource(sender.Lease * 0.8, clock);
        await using var grace = stopping.Register(() => work.CancelAfter(options.Value.ShutdownGrace));

        var sendable = batch.Where(notification => Obstacle(notification) is null).ToList();
        var outcomes = sendable.Count == 0 ? [] : await SendAsync(sendable, work.Token);
        NoteHealth(outcomes);

        var now = clock.GetUtcNow();
        await RecordAsync(
        [
            .. sendable.Zip(outcomes, (notification, outcome) => (notification, retries.Next(notification, outcome, now))),
            .. batch.Select(notification => (notification, Obstacle(notification)!)).Where(pair => pair.Item2 is not null), // not null: filtered
        ]);
        return batch.Count;
    }

    /// <summary>Why it cannot be sent, as the step that follows from it.</summary>
    private Step? Obstacle(Notification notification) => notification switch
    {
        { Address: null } => Step.Aside(notification, NotificationState.Suppressed, Reasons.ContactUnknown),
        _ when retries.IsExhausted(notification) => Step.Aside(notification, NotificationState.Uncertain, Reasons.LeaseExpired),
        _ => null,
    };

    /// <summary>Each with a span that joins the trace of what caused it.</summary>
    private async Task<IReadOnlyList<SendOutcome>> SendAsync(List<Notification> notifications, CancellationToken cancellationToken)
    {
        var spans = notifications.ConvertAll(notification =>
            NotificationMetrics.Source.StartActivity($"send {NotificationEvents.NameOf(notification.Channel)}", ActivityKind.Client, notification.TraceParent));
        var outcomes = await sender.SendAsync(notifications, cancellationToken);
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

    private void NoteHealth(IReadOnlyList<SendOutcome> outcomes)
    {
        if (outcomes.Any(outcome => outcome.Result == SendResult.NotTried))
        {
            var pause = FirstPause * Math.Pow(2, Math.Min(_failures++, 10));
            Pause = pause < options.Value.LongestPause ? pause : options.Value.LongestPause;
            LogAway(Name, Pause);
        }
        else if (outcomes.Count > 0)
        {
            _failures = 0;
            Pause = TimeSpan.Zero;
        }
    }

    private async Task RecordAsync(IReadOnlyList<(Notification Notification, Step Step)> outcomes)
    {
        // Time of its own: what a provider took must be written down although the service is asked to stop.
        using var bound = new CancellationTokenSource(sender.Lease, clock);
        var recorded = await queue.RecordAsync(outcomes, bound.Token);
        foreach (var (notification, step) in outcomes)
        {
            if (!recorded.Contains(step.Id))
            {
                LogFenced(step.Id, step.State);
                continue;
            }

            metrics.Reached(notification.Channel, step.State, step.Reason, clock.GetUtcNow() - notification.CreatedAt);
            if (step.State is NotificationState.Failed or NotificationState.Bounced or NotificationState.Uncertain)
            {
                LogTrouble(step.Id, step.State, step.Reason);
            }
        }
    }

    [LoggerMessage(5101, LogLevel.Warning, "{Lane}: the provider is away; knocking again in {Pause}")]
    private partial void LogAway(string lane, TimeSpan pause);

    [LoggerMessage(5102, LogLevel.Warning, "Notification {NotificationId} was claimed by another worker before {State} could be recorded")]
    private partial void LogFenced(Guid notificationId, NotificationState state);

    [LoggerMessage(5103, LogLevel.Warning, "Notification {NotificationId} is {State}: {Reason}")]
    private partial void LogTrouble(Guid notificationId, NotificationState state, string? reason);
}
