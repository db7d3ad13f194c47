using Logistics.Messaging.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Logistics.Messaging.Hosting;

/// <summary>Does the same work again and again, each time with fresh services, once the database is there; what fails is tried again.</summary>
internal sealed class RecurringWork<TDbContext, TWorker>(
    string name,
    TimeSpan interval,
    Func<TWorker, CancellationToken, Task> work,
    IServiceScopeFactory scopes,
    TimeProvider clock,
    Supervisor supervisor,
    SchemaGate<TDbContext> gate) : BackgroundService
    where TDbContext : DbContext
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
            await using (var scope = scopes.CreateAsyncScope())
            {
                await work(scope.ServiceProvider.GetRequiredService<TWorker>(), stopping);
            }

            await Task.Delay(interval, clock, stopping);
        }
    }
}
