namespace Logistics.Gateway.Features.StreamTimeline;

/// <summary>A tracking number that someone watches. The hub's lock guards it.</summary>
internal sealed class TimelineTopic(string trackingNumber)
{
    private TaskCompletionSource _following = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _wasFollowed;

    public string TrackingNumber => trackingNumber;

    public HashSet<TimelineWatcher> Watchers { get; } = [];

    /// <summary>Done while Tracking tells us of every event of this number.</summary>
    public Task Following => _following.Task;

    /// <summary>The newest event that we know of; 0 while we know nothing.</summary>
    public int Known { get; private set; }

    public void Know(int sequence) => Known = Math.Max(Known, sequence);

    /// <summary>Tracking follows from here on. True when it did before: something may have been missed in between.</summary>
    public bool Followed()
    {
        var again = _wasFollowed;
        _wasFollowed = true;
        _following.TrySetResult();
        return again;
    }

    /// <summary>The stream to Tracking broke.</summary>
    public void Lost()
    {
        if (_following.Task.IsCompleted)
        {
            _following = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Send(TimelineFrame[] update)
    {
        foreach (var watcher in Watchers)
        {
            watcher.Send(update);
        }
    }
}
