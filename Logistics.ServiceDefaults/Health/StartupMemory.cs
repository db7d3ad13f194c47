using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Logistics.ServiceDefaults.Health;

/// <summary>
/// Gives back, once, the memory that only starting took (the model of the database, the migrations, the first translation of each
/// query). Otherwise it stays with a service that then has too little to do for a collection to happen: a quarter of its heap.
/// </summary>
internal sealed class StartupMemory : IHealthCheckPublisher
{
    private bool _givenBack;

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        if (!_givenBack && report.Status != HealthStatus.Unhealthy)
        {
            _givenBack = true;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }

        return Task.CompletedTask;
    }
}
