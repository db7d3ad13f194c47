using Logistics.Messaging.Hosting;
using Logistics.Messaging.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Logistics.Messaging.Outbox;

/// <summary>
/// PostgreSQL's NOTIFY between replicas, for rows whose writer cannot publish them. Not sent for the others: a notifying commit takes a
/// lock that is one for the whole server.
/// </summary>
internal sealed class OutboxSignalling<TDbContext>(
    IServiceScopeFactory scopes, OutboxSignal signal, OutboxHandover handover, Supervisor supervisor, SchemaGate<TDbContext>? gate = null)
    : BackgroundService
    where TDbContext : DbContext
{
    private const string ChannelName = "logistics_outbox";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await (gate?.WaitAsync(stoppingToken) ?? Task.CompletedTask);
        await Task.WhenAll(
            supervisor.RunAsync("Listening for outbox signals", ListenAsync, stoppingToken),
            supervisor.RunAsync("Sending outbox signals", SendAsync, stoppingToken));
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var connection = await scope.OpenConnectionAsync<TDbContext>(cancellationToken);
        connection.Notification += (_, _) => handover.Wake();
        await using (var listen = new NpgsqlCommand($"LISTEN {ChannelName}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        while (await signal.WaitAsync(cancellationToken))
        {
            await using var scope = scopes.CreateAsyncScope();
            await using var notify = new NpgsqlCommand(
                $"NOTIFY {ChannelName}", await scope.OpenConnectionAsync<TDbContext>(cancellationToken));
            await notify.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
