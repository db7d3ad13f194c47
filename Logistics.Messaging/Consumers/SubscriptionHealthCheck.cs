using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Logistics.Messaging.Consumers;

/// <summary>Healthy when every subscription is consumed.</summary>
internal sealed class SubscriptionHealthCheck(SubscriptionStatus status) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var stuck = status.Obstacles
            .Where(queue => queue.Value is not null)
            .Select(queue => $"{queue.Key}: {queue.Value}")
            .Order()
            .ToArray();
        return Task.FromResult(stuck.Length == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(string.Join(" | ", stuck)));
    }
}
