using System.Threading.Channels;
using Logistics.ServiceDefaults.Results;

namespace Logistics.ServiceDefaults.Live;

/// <summary>One open stream of what a <see cref="Tail{TEntry, TPosition}"/> reads.</summary>
/// <param name="wants">Which entries are for it.</param>
public sealed class TailWatcher<TEntry>(Func<TEntry, bool> wants)
{
    private const int BufferedEntries = 4_096;

    private readonly Channel<TEntry> _entries = Channel.CreateBounded<TEntry>(
        new BoundedChannelOptions(BufferedEntries) { SingleReader = true });

    /// <summary>What is new, in the order of positions. Ends by the exception that says why.</summary>
    public IAsyncEnumerable<TEntry> ReadAllAsync(CancellationToken cancellationToken) => _entries.Reader.ReadAllAsync(cancellationToken);

    internal void Offer(TEntry entry)
    {
        if (wants(entry) && !_entries.Writer.TryWrite(entry))
        {
            End(LiveErrors.TooSlow);
        }
    }

    internal void End(Error reason) => _entries.Writer.TryComplete(reason.ToRpcException());
}
