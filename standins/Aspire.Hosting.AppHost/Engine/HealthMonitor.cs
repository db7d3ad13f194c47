using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Engine;

/// <summary>Runs a resource's health checks while it runs, and what is to be done once it has become healthy.</summary>
internal sealed partial class HealthMonitor(
    HealthCheckService checks, ResourceNotificationService notifications, TimeProvider clock, ILogger<HealthMonitor> logger)
{
    private static readonly TimeSpan WhenHealthy = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AtFirst = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan WhenUnhealthy = TimeSpan.FromSeconds(1);
    private static readonly AsyncLocal<Instance?> UnderCheck = new();

    /// <summary>The instance whose check runs now.</summary>
    public static Instance? Instance => UnderCheck.Value;

    /// <summary>Watches until cancelled, which is when the instance stops.</summary>
    public async Task WatchAsync(IResource resource, string id, Instance? instance, CancellationToken cancellationToken)
    {
        UnderCheck.Value = instance;
        var keys = resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => check.Key).ToHashSet();
        await PublishAsync(resource, id, [.. keys.Select(key => new HealthReportSnapshot(key, null, null, null))]);
        var started = clock.GetTimestamp();
        HealthStatus? last = null;
        var ready = false;
        while (!cancellationToken.IsCancellationRequested)
        {
            var report = keys.Count == 0 ? null : await checks.CheckHealthAsync(check => keys.Contains(check.Name), cancellationToken);
            var status = report?.Status ?? HealthStatus.Healthy;
            if (report is not null)
            {
                await PublishAsync(resource, id, [.. report.Entries.Select(Snapshot)]);
            }

            if (status != last && !(last is null && status == HealthStatus.Unhealthy))
            {
                LogHealth(logger, id, status, status == HealthStatus.Healthy ? Addresses(id) : "");
            }

            last = status;
            if (status == HealthStatus.Healthy && !ready)
            {
                ready = true;
                await BecomeReadyAsync(resource, id, cancellationToken);
            }

            var pause = status == HealthStatus.Healthy ? WhenHealthy
                : clock.GetElapsedTime(started) < TimeSpan.FromSeconds(20) ? AtFirst : WhenUnhealthy;
            await Task.Delay(pause, clock, cancellationToken);
        }
    }

    private string Addresses(string id) => notifications.TryGetCurrentState(id, out var state) && state.Snapshot.Urls.Length > 0
        ? $": {string.Join(", ", state.Snapshot.Urls.Select(url => $"{url.Name} {url.Url}"))}"
        : "";

    private Task BecomeReadyAsync(IResource resource, string id, CancellationToken cancellationToken)
    {
        var ready = Task.WhenAll(resource.Annotations.OfType<ReadyAnnotation>().Select(action => action.Action(cancellationToken)));
        return Task.WhenAll(
            ready,
            notifications.PublishUpdateAsync(resource, id, snapshot => snapshot with { ResourceReadyEvent = new EventSnapshot(ready) }));
    }

    private Task PublishAsync(IResource resource, string id, ImmutableArray<HealthReportSnapshot> reports) =>
        notifications.PublishUpdateAsync(resource, id, snapshot => snapshot with { HealthReports = reports });

    private HealthReportSnapshot Snapshot(KeyValuePair<string, HealthReportEntry> entry) =>
        new(entry.Key, entry.Value.Status, entry.Value.Description, entry.Value.Exception?.Message)
        {
            LastRunAt = clock.GetUtcNow().UtcDateTime,
        };

    [LoggerMessage(1, LogLevel.Information, "{Resource} is {Health}{Addresses}")]
    private static partial void LogHealth(ILogger logger, string resource, HealthStatus health, string addresses);
}
