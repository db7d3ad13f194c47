using Logistics.Contracts.Tracking.V1;
using Logistics.ServiceDefaults.Results;

namespace Logistics.Tracking.Features.WatchTimeline;

/// <summary>
/// Who watches what on this replica. A Gateway holds one stream for all its visitors, so there are few watchers that follow much.
/// </summary>
internal sealed class Watchers
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, HashSet<Watcher>> _byNumber = new(StringComparer.Ordinal);
    private readonly HashSet<Watcher> _all = [];
    private Error? _closed;

    /// <summary>A new watcher; one whose stream ends at once where this is closed.</summary>
    public Watcher Add()
    {
        var watcher = new Watcher();
        lock (_lock)
        {
            _all.Add(watcher);
            if (_closed is not null)
            {
                watcher.End(_closed);
            }
        }

        return watcher;
    }

    public void Remove(Watcher watcher, IEnumerable<string> followed)
    {
        lock (_lock)
        {
            _all.Remove(watcher);
        }

        foreach (var number in followed)
        {
            Unfollow(watcher, number);
        }
    }

    /// <summary>From its return on, nothing that is delivered of this number passes the watcher by.</summary>
    public void Follow(Watcher watcher, string number)
    {
        lock (_lock)
        {
            if (!_byNumber.TryGetValue(number, out var watchers))
            {
                _byNumber[number] = watchers = [];
            }

            watchers.Add(watcher);
        }
    }

    public void Unfollow(Watcher watcher, string number)
    {
        lock (_lock)
        {
            if (_byNumber.TryGetValue(number, out var watchers) && watchers.Remove(watcher) && watchers.Count == 0)
            {
                _byNumber.Remove(number);
            }
        }
    }

    public void Deliver(IEnumerable<WatchResponse> entries)
    {
        lock (_lock)
        {
            foreach (var entry in entries)
            {
                foreach (var watcher in _byNumber.GetValueOrDefault(entry.TrackingNumber, []))
                {
                    watcher.Offer(entry);
                }
            }
        }
    }

    /// <summary>Ends every stream, and those to come: the service stops, and must not wait for them.</summary>
    public void Close(Error reason)
    {
        lock (_lock)
        {
            _closed = reason;
            EndAll(reason);
        }
    }

    /// <summary>Ends every stream: something may have been missed.</summary>
    public void EndAll(Error reason)
    {
        lock (_lock)
        {
            foreach (var watcher in _all)
            {
                watcher.End(reason);
            }
        }
    }
}
