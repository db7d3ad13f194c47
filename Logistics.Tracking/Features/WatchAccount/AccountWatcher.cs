using System.Threading.Channels;
using Logistics.ServiceDefaults.Results;
using Logistics.Tracking.Domain;

namespace Logistics.Tracking.Features.WatchAccount;

/// <summary>One open stream of an account's parcels, or of all.</summary>
/// <param name="ownerId">Whose; <see langword="null"/> for everyone's.</param>
internal sealed class AccountWatcher(Guid? ownerId)
{
    private const int BufferedEntries = 4_096;

    private readonly Channel<TimelineEntry> _entries = Channel.CreateBounded<TimelineEntry>(new BoundedChannelOptions(BufferedEntries) { SingleReader = true });

    /// <summary>What is new, in the order of positions. Ends by the exception that says why.</summary>
    public IAsyncEnumerable<TimelineEntry> ReadAllAsync(CancellationToken cancellationToken) => _entries.Reader.ReadAllAsync(cancellationToken);

    public void Offer(TimelineEntry entry)
    {
        if ((ownerId is null || ownerId == entry.OwnerId) && !_entries.Writer.TryWrite(entry))
        {
            End(TrackingErrors.TooSlow);
        }
    }

    public void End(Error reason) => _entries.Writer.TryComplete(reason.ToRpcException());
}
