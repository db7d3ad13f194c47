using Logistics.Messaging.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Logistics.Messaging.Schema;

/// <summary>
/// Brings the database up to date when the service starts. Replicas may start together: Entity Framework holds a lock on its history
/// table while it migrates, so one does the work and the others find it done. A database that is away is waited for.
/// </summary>
internal sealed class MigrationRunner<TDbContext>(
    IServiceScopeFactory scopes, SchemaGate<TDbContext> gate, MigrationFollowUp<TDbContext> followUp, Supervisor supervisor)
    : BackgroundService
    where TDbContext : DbContext
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        supervisor.RunAsync($"Migrating {typeof(TDbContext).Name}", MigrateAsync, stoppingToken, failure => gate.Obstacle = failure);

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<TDbContext>().Database.MigrateAsync(cancellationToken);
        await followUp.RunAsync(scope.ServiceProvider, cancellationToken);
        gate.Open();
    }
}

/// <summary>What a service does once its tables are there and before it is healthy: seeding. Must be repeatable.</summary>
internal sealed record MigrationFollowUp<TDbContext>(Func<IServiceProvider, CancellationToken, Task> RunAsync)
    where TDbContext : DbContext;
