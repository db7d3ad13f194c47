using System.Threading.Channels;
using Logistics.Contracts.Tracking.V1;
using Logistics.ServiceDefaults.Live;
using Logistics.ServiceDefaults.Results;

namespace Logistics.Tracking.Features.WatchTimeline;

/// <summary>
/// One open stream and what waits to be sent on it. The wait is bounded: a stream that is read too slowly is ended, since holding
/// everything for it would take the memory from those that keep up.
/// </summary>
internal sealed class Watcher
{
    /// <summary>Some seconds of everything that happens on a busy day.</summary>
    public const int BufferedEntries = 4_096;

    private readonly Channel<WatchResponse> _entries =
        Channel.CreateBounded<WatchResponse>(new BoundedChannelOptions(BufferedEntries) { SingleReader = true });

    /// <summary>What has happened, as it happens. Ends by the exception that says why.</summary>
    public IAsyncEnumerable<WatchResponse> ReadAllAsync(CancellationToken cancellationToken) =>
        _entries.Reader.ReadAllAsync(cancellationToken);

    public void Offer(WatchResponse entry)
    {
        if (!_entries.Writer.TryWrite(entry))
        {
            End(LiveErrors.TooSlow);
        }
    }

    /// <summary>Ends the stream once what waits has been sent. The caller follows again.</summary>
    public void End(Error reason) => _entries.Writer.TryComplete(reason.ToRpcException());
}
