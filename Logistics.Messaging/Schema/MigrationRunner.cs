using System.Reflection;
using Logistics.Messaging.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Logistics.Messaging.Schema;

/// <summary>
/// Brings the database up to date when the service starts. Replicas may start together: Entity Framework holds a lock on its history
/// table while it migrates, so one does the work and the others find it done. A database that is away is waited for.
/// </summary>
internal sealed class MigrationRunner<TDbContext>(
    IServiceScopeFactory scopes, NpgsqlDataSource database, SchemaGate gate, MigrationFollowUp followUp, Supervisor supervisor)
    : BackgroundService
    where TDbContext : DbContext
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        supervisor.RunAsync($"Migrating {typeof(TDbContext).Name}", MigrateAsync, stoppingToken, failure => gate.Obstacle = failure);

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (!await IsUpToDateAsync(cancellationToken))
        {
            await scope.ServiceProvider.GetRequiredService<TDbContext>().Database.MigrateAsync(cancellationToken);
        }

        await followUp.RunAsync(scope.ServiceProvider, cancellationToken);
        gate.Open();
    }

    /// <summary>Asked in SQL: most starts have nothing to migrate, and a service that rests need not have loaded what migrates.</summary>
    private async Task<bool> IsUpToDateAsync(CancellationToken cancellationToken)
    {
        HashSet<string> applied;
        try
        {
            applied = [.. await database.QueryAsync(
                $"SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\"", row => row.GetString(0), cancellationToken)];
        }
        catch (PostgresException nothing)
            when (nothing.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidCatalogName)
        {
            return false;
        }

        return applied.IsSupersetOf(typeof(TDbContext).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<DbContextAttribute>()?.ContextType == typeof(TDbContext))
            .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>());
    }
}

/// <summary>What a service does once its tables are there and before it is healthy: seeding. Must be repeatable.</summary>
internal sealed record MigrationFollowUp(Func<IServiceProvider, CancellationToken, Task> RunAsync);
