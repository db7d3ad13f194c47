using System.Collections.Concurrent;
using Npgsql;

namespace Logistics.Bench.Measuring;

/// <summary>
/// When rows that are awaited can first be read. All are asked for at once, a thousand times a second at most, so that the asking costs the same whether they
/// come fast or slowly.
/// </summary>
/// <param name="found">A query that gives, of the keys in <c>$1</c>, those that are there.</param>
internal sealed class Arrivals(string connectionString, string found) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    private readonly NpgsqlDataSource _database = NpgsqlDataSource.Create(connectionString);
    private readonly ConcurrentDictionary<string, long> _awaited = [];

    public Latencies Latencies { get; } = new();

    public int Awaited => _awaited.Count;

    /// <param name="since">A timestamp of <see cref="System.Diagnostics.Stopwatch"/>, from which its latency counts.</param>
    public void Expect(string key, long since) => _awaited[key] = since;

    /// <summary>Until cancelled.</summary>
    public async Task WatchAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var connection = await _database.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(found, connection);
        var keys = command.Parameters.Add(new NpgsqlParameter<string[]>());
        keys.Value = Array.Empty<string>();
        await command.PrepareAsync(cancellationToken);
        while (true)
        {
            if (!_awaited.IsEmpty)
            {
                keys.Value = _awaited.Keys.ToArray();
                await NoteAsync(command, cancellationToken);
            }

            await Task.Delay(Pause, clock, cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private async Task NoteAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            if (_awaited.TryRemove(rows.GetString(0), out var since))
            {
                Latencies.AddSince(since);
            }
        }
    }
}
