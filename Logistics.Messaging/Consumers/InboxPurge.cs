using Logistics.Messaging.Hosting;
using Logistics.Messaging.Schema;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Logistics.Messaging.Consumers;

/// <summary>Removes old inbox marks, some at a time, so that no consumer waits for it.</summary>
internal sealed class InboxPurge(
    NpgsqlDataSource database,
    IOptions<MessagingOptions> options,
    TimeProvider clock,
    Supervisor supervisor,
    SchemaGate? gate = null) : BackgroundService
{
    private const int Some = 5000;

    private const string Delete = $"""
        DELETE FROM {InboxMessageConfiguration.Table} WHERE ctid IN (
            SELECT ctid FROM {InboxMessageConfiguration.Table} WHERE handled_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)
        """;

    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await (gate?.WaitAsync(stoppingToken) ?? Task.CompletedTask);
        await supervisor.RunAsync("Purging the inbox", PurgeAsync, stoppingToken);
    }

    private async Task PurgeAsync(CancellationToken stopping)
    {
        while (true)
        {
            while (await DeleteSomeAsync(stopping) == Some)
            {
            }

            await Task.Delay(Interval, clock, stopping);
        }
    }

    private async Task<int> DeleteSomeAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Delete);
        command.Parameters.AddWithValue(clock.GetUtcNow() - options.Value.InboxRetention);
        command.Parameters.AddWithValue(Some);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
