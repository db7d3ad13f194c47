using Logistics.Messaging.Hosting;
using Logistics.Messaging.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Logistics.Messaging;

public static class MigrationExtensions
{
    /// <summary>
    /// Applies the migrations of <typeparamref name="TDbContext"/> when the service starts, safely with several replicas. The service is
    /// healthy, and its relay and subscriptions start, only after that.
    /// </summary>
    /// <param name="afterwards">Runs between the migrations and that, on every start of every replica: seeding that may be
    /// repeated.</param>
    public static IHostApplicationBuilder AddMigrations<TDbContext>(
        this IHostApplicationBuilder builder, Func<IServiceProvider, CancellationToken, Task>? afterwards = null)
        where TDbContext : DbContext
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<Supervisor>();
        builder.Services.AddSingleton<SchemaGate<TDbContext>>();
        builder.Services.AddSingleton(new MigrationFollowUp<TDbContext>(afterwards ?? ((_, _) => Task.CompletedTask)));
        builder.Services.AddHostedService<MigrationRunner<TDbContext>>();

        // That the model and the migrations agree is for a test to say, not for every start to work out anew.
        builder.Services.ConfigureDbContext<TDbContext>(
            options => options.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning)));
        builder.Services.AddHealthChecks().AddCheck<SchemaHealthCheck<TDbContext>>("migrations", tags: ["ready"]);
        return builder;
    }

    /// <summary>
    /// Does <paramref name="work"/> after the migrations and then every <paramref name="interval"/>, on every replica: it must bear company.
    /// Needs <see cref="AddMigrations{TDbContext}"/>.
    /// </summary>
    /// <param name="name">For the log, when it fails.</param>
    public static IHostApplicationBuilder AddRecurringWork<TDbContext, TWorker>(
        this IHostApplicationBuilder builder, string name, TimeSpan interval, Func<TWorker, CancellationToken, Task> work)
        where TDbContext : DbContext
        where TWorker : notnull
    {
        builder.Services.AddSingleton<IHostedService>(services =>
            ActivatorUtilities.CreateInstance<RecurringWork<TDbContext, TWorker>>(services, name, interval, work));
        return builder;
    }
}
