using System.Collections.Concurrent;
using Logistics.Bench.Load;
using Npgsql;

namespace Logistics.Bench.Measuring;

/// <summary>
/// When rows that are awaited can first be read. All are asked for at once, again and again with the same short pause, so that asking costs
/// the same whether they come fast or slowly.
/// </summary>
/// <param name="found">A query that gives, of the keys in <c>$1</c>, those that are there.</param>
internal sealed class Arrivals(string connectionString, string found)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(0.5);

    private readonly ConcurrentDictionary<string, long> _awaited = [];

    public Latencies Latencies { get; } = new();

    public int Awaited => _awaited.Count;

    /// <param name="since">A timestamp of <see cref="System.Diagnostics.Stopwatch"/>, from which its latency counts.</param>
    public void Expect(string key, long since) => _awaited[key] = since;

    /// <summary>Until cancelled, on a thread of its own.</summary>
    public Task WatchAsync(CancellationToken cancellationToken) =>
        Task.Factory.StartNew(() => Watch(cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Watch(CancellationToken cancellationToken)
    {
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        using var command = new NpgsqlCommand(found, connection);
        var keys = new NpgsqlParameter<string[]> { TypedValue = [] };
        command.Parameters.Add(keys);
        command.Prepare();
        while (!cancellationToken.IsCancellationRequested)
        {
            if (!_awaited.IsEmpty)
            {
                keys.TypedValue = [.. _awaited.Keys];
                Note(command);
            }

            ShortSleep.For(Pause);
        }
    }

    private void Note(NpgsqlCommand command)
    {
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            if (_awaited.TryRemove(rows.GetString(0), out var since))
            {
                Latencies.AddSince(since);
            }
        }
    }
}
