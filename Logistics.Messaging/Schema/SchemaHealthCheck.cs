using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Logistics.Messaging.Schema;

/// <summary>Healthy when the migrations are applied.</summary>
internal sealed class SchemaHealthCheck(SchemaGate gate) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(gate.IsOpen
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The migrations are not applied yet.", gate.Obstacle));
}
