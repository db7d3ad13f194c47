using Logistics.Messaging.Schema;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Logistics.Messaging.Hosting;

/// <summary>
/// Does the same work again and again, each time with fresh services, once the database is there and where there is something to do; what
/// fails is tried again.
/// </summary>
internal sealed class RecurringWork<TWorker>(
    string name,
    TimeSpan interval,
    Func<TWorker, CancellationToken, Task> work,
    DueWork? due,
    IServiceProvider services,
    NpgsqlDataSource database,
    TimeProvider clock,
    Supervisor supervisor,
    SchemaGate gate) : BackgroundService
    where TWorker : notnull
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await gate.WaitAsync(stoppingToken);
        await supervisor.RunAsync(name, RepeatAsync, stoppingToken);
    }

    private async Task RepeatAsync(CancellationToken stopping)
    {
        while (true)
        {
            if (due is null || await database.AnyAsync(due(services, clock.GetUtcNow()), stopping))
            {
                await using var scope = services.CreateAsyncScope();
                await work(scope.ServiceProvider.GetRequiredService<TWorker>(), stopping);
            }

            await Task.Delay(interval, clock, stopping);
        }
    }
}
