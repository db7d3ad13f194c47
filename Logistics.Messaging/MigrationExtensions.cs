using Logistics.Messaging.Hosting;
using Logistics.Messaging.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Logistics.Messaging;

/// <summary>The query that finds a row where there is something to do: <c>$"SELECT FROM digests WHERE due_at &lt;= {now}"</c>.</summary>
public delegate FormattableString DueWork(IServiceProvider services, DateTimeOffset now);

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
        builder.Services.AddSingleton<SchemaGate>();
        builder.Services.AddSingleton(new MigrationFollowUp(afterwards ?? ((_, _) => Task.CompletedTask)));
        builder.Services.AddHostedService<MigrationRunner<TDbContext>>();

        // That the model and the migrations agree is for a test to say, not for every start to work out anew.
        builder.Services.ConfigureDbContext<TDbContext>(
            options => options.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning)));
        builder.Services.AddHealthChecks().AddCheck<SchemaHealthCheck>("migrations", tags: ["ready"]);
        return builder;
    }

    /// <summary>
    /// Does <paramref name="work"/> after the migrations and then every <paramref name="interval"/>, on every replica: it must bear
    /// company. Needs <see cref="AddMigrations{TDbContext}"/>.
    /// </summary>
    /// <param name="name">For the log, when it fails.</param>
    /// <param name="due">Finds a row where there is something to do; else no worker is made. Without it there always is.</param>
    public static IHostApplicationBuilder AddRecurringWork<TWorker>(
        this IHostApplicationBuilder builder,
        string name,
        TimeSpan interval,
        Func<TWorker, CancellationToken, Task> work,
        DueWork? due = null)
        where TWorker : notnull
    {
        builder.Services.AddSingleton<IHostedService>(services => new RecurringWork<TWorker>(
            name,
            interval,
            work,
            due,
            services,
            services.GetRequiredService<NpgsqlDataSource>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<Supervisor>(),
            services.GetRequiredService<SchemaGate>()));
        return builder;
    }
}
