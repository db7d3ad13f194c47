using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Logistics.Messaging.Outbox;

/// <summary>
/// Degraded, never unhealthy: while the broker is away the service goes on accepting work, and what it has to tell is kept.
/// </summary>
internal sealed class OutboxHealthCheck(OutboxStatus status) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object> { ["waiting"] = status.Count.Waiting, ["parked"] = status.Count.Parked };
        return Task.FromResult(
            status.Obstacle is { } obstacle ? HealthCheckResult.Degraded($"Events are kept, not published: {obstacle}", data: data)
            : status.Count.Parked is > 0 and var parked
                ? HealthCheckResult.Degraded($"{parked} events are parked: the broker refuses them.", data: data)
            : HealthCheckResult.Healthy(data: data));
    }
}
