using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Aspire.Hosting.ApplicationModel;

public readonly record struct LogLine(int LineNumber, string Content, bool IsErrorMessage);

/// <summary>The last lines that each resource instance wrote, and everyone who reads along.</summary>
public class ResourceLoggerService : IDisposable
{
    private const int Kept = 1000;

    private readonly ConcurrentDictionary<string, Backlog> _logs = new(StringComparer.OrdinalIgnoreCase);

    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource) => WatchAsync(resource.Name);

    /// <summary>What is kept first, then each line as it comes; ends with the caller's token only.</summary>
    public async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName)
    {
        await foreach (var lines in WatchAsync(resourceName, default))
        {
            yield return lines;
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(string resourceName)
    {
        await Task.CompletedTask;
        yield return Of(resourceName).Snapshot();
    }

    public void ClearBacklog(string resourceName) => Of(resourceName).Clear();

    public void Dispose() => GC.SuppressFinalize(this);

    internal void Write(string resourceId, string line, bool isError) => Of(resourceId).Add(line, isError);

    internal IEnumerable<LogLine> After(string resourceId, int line) => Of(resourceId).Snapshot().Where(kept => kept.LineNumber > line);

    internal async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(
        string resourceId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var log = Of(resourceId);
        var channel = Channel.CreateBounded<LogLine>(new BoundedChannelOptions(Kept) { FullMode = BoundedChannelFullMode.DropOldest });
        yield return log.Attach(channel);
        try
        {
            while (await channel.Reader.WaitToReadAsync(cancellationToken))
            {
                var lines = new List<LogLine>();
                while (channel.Reader.TryRead(out var line))
                {
                    lines.Add(line);
                }

                yield return lines;
            }
        }
        finally
        {
            log.Detach(channel);
        }
    }

    private Backlog Of(string resourceId) => _logs.GetOrAdd(resourceId, _ => new Backlog());

    private sealed class Backlog
    {
        private const int LongestLine = 4096;

        private readonly Lock _lock = new();
        private readonly Queue<LogLine> _lines = new();
        private readonly List<Channel<LogLine>> _watchers = [];
        private int _count;

        public void Add(string content, bool isError)
        {
            lock (_lock)
            {
                var line = new LogLine(++_count, content.Length > LongestLine ? content[..LongestLine] + " …" : content, isError);
                _lines.Enqueue(line);
                if (_lines.Count > Kept)
                {
                    _lines.Dequeue();
                }

                foreach (var watcher in _watchers)
                {
                    watcher.Writer.TryWrite(line);
                }
            }
        }

        public IReadOnlyList<LogLine> Snapshot()
        {
            lock (_lock)
            {
                return [.. _lines];
            }
        }

        public IReadOnlyList<LogLine> Attach(Channel<LogLine> watcher)
        {
            lock (_lock)
            {
                _watchers.Add(watcher);
                return [.. _lines];
            }
        }

        public void Detach(Channel<LogLine> watcher)
        {
            lock (_lock)
            {
                _watchers.Remove(watcher);
            }
        }

        public void Clear()
        {
            lock (_lock)
            {
                _lines.Clear();
            }
        }
    }
}
