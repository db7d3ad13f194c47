using Logistics.Tracking.Domain;
using Microsoft.Extensions.Options;

namespace Logistics.Tracking.Features.SendWebhooks;

/// <summary>
/// Sends what is queued. Each webhook that has something due gets a worker of its own, up to a number; so one that never answers takes one
/// place, for one time-out, at growing intervals, and delays nobody else's messages.
/// </summary>
internal sealed partial class WebhookDispatcher(
    WebhookQueue queue,
    WebhookSender sender,
    WebhookSecrets secrets,
    WebhookPlan plan,
    WebhookSignal signal,
    WebhookMetrics metrics,
    IOptions<WebhookOptions> options,
    TimeProvider clock,
    ILogger<WebhookDispatcher> logger) : BackgroundService
{
    /// <summary>For what comes after sending: recording it.</summary>
    private static readonly TimeSpan RecordTime = TimeSpan.FromSeconds(15);

    private readonly List<Task> _working = [];

    /// <summary>Longer than a worker ever takes.</summary>
    private TimeSpan Lease => options.Value.Timeout + (RecordTime * 2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await signal.Opened.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SendDueAsync(stoppingToken);
                await signal.WaitAsync(options.Value.PollInterval, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
#pragma warning disable CA1031 // a host loop: whatever failed, it goes on and tries again
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogFailed(exception);
                await Task.Delay(options.Value.PollInterval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await Task.WhenAll(_working);
    }

    private async Task SendDueAsync(CancellationToken stopping)
    {
        _working.RemoveAll(work => work.IsCompleted);
        if (_working.Count < options.Value.EndpointsAtOnce) // else whoever ends wakes us
        {
            var claimed = await queue.ClaimAsync(options.Value.EndpointsAtOnce - _working.Count, Lease, stopping);
            _working.AddRange(claimed.Select(webhook => WorkAsync(webhook, stopping)));
        }
    }

    private async Task WorkAsync(Webhook webhook, CancellationToken stopping)
    {
        try
        {
            await SendAllAsync(webhook, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The lease runs out, and another worker sends them.
        }
#pragma warning disable CA1031 // a host loop, as above
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(exception);
        }
        finally
        {
            signal.Wake();
        }
    }

    /// <summary>One that did not answer the last time is asked with one message only.</summary>
    private async Task SendAllAsync(Webhook webhook, CancellationToken stopping)
    {
        var deliveries = await queue.ReadAsync(webhook, webhook.Failures > 0 ? 1 : options.Value.MessagesAtOnce, stopping);
        var signing = secrets.Open(webhook, clock.GetUtcNow());
        var attempts = await Task.WhenAll(deliveries.Select(delivery => sender.SendAsync(webhook.Url, delivery, signing, stopping)));

        var now = clock.GetUtcNow();
        var steps = deliveries.Zip(attempts, (delivery, attempt) => plan.Next(delivery, attempt, now)).ToList();
        var (failures, pausedUntil) = deliveries.Count == 0 ? (webhook.Failures, webhook.PausedUntil) : plan.Next(webhook, attempts, now);
        var isGone = Array.Exists(attempts, attempt => attempt.IsGone);

        using var bound = new CancellationTokenSource(RecordTime, clock);
        await queue.RecordAsync(webhook, steps, failures, pausedUntil, isGone ? "gone" : null, bound.Token);
        metrics.Tried(attempts);
        if (isGone)
        {
            LogGone(webhook.Id);
        }
        else if (failures > 0)
        {
            LogSilent(webhook.Id, pausedUntil);
        }
    }

    [LoggerMessage(3101, LogLevel.Warning, "Sending webhooks failed; trying again")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(3102, LogLevel.Information, "Webhook {WebhookId} answered 410 and is disabled")]
    private partial void LogGone(Guid webhookId);

    [LoggerMessage(3103, LogLevel.Information, "Webhook {WebhookId} does not answer; it is left alone until {Until}")]
    private partial void LogSilent(Guid webhookId, DateTimeOffset? until);
}
