using System.Threading.Channels;

namespace Logistics.Gateway.Features.StreamTimeline;

/// <summary>One open stream's end of the <see cref="TimelineHub"/>. Dispose it to stop following.</summary>
internal sealed class TimelineWatcher(TimelineHub hub, TimelineTopic topic, int buffer) : IDisposable
{
    /// <summary>An update without events: a sign of life.</summary>
    public static readonly TimelineFrame[] Heartbeat = [];

    private readonly Channel<TimelineFrame[]> _updates = Channel.CreateBounded<TimelineFrame[]>(
        new BoundedChannelOptions(buffer) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    public TimelineTopic Topic => topic;

    /// <summary>What is new. Ends when the process stops, or when this watcher is too slow.</summary>
    public ChannelReader<TimelineFrame[]> Updates => _updates.Reader;

    /// <summary>Never waits: a watcher that does not keep up is let go, and may resume.</summary>
    public void Send(TimelineFrame[] update)
    {
        if (!_updates.Writer.TryWrite(update) && update.Length > 0)
        {
            End();
        }
    }

    public void End() => _updates.Writer.TryComplete();

    public void Dispose() => hub.Unfollow(this);
}
