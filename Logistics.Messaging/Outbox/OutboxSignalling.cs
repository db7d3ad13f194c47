using Logistics.Messaging.Hosting;
using Logistics.Messaging.Schema;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Logistics.Messaging.Outbox;

/// <summary>
/// PostgreSQL's NOTIFY between replicas, for rows whose writer cannot publish them. Not sent for the others: a notifying commit takes a
/// lock that is one for the whole server.
/// </summary>
internal sealed class OutboxSignalling(
    NpgsqlDataSource database, OutboxSignal signal, OutboxHandover handover, Supervisor supervisor, SchemaGate? gate = null)
    : BackgroundService
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
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
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
            await using var notify = database.CreateCommand($"NOTIFY {ChannelName}");
            await notify.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
