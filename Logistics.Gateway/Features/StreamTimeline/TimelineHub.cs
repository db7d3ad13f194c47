using System.Threading.Channels;
using Logistics.Contracts.Tracking.V1;
using Logistics.Gateway.Live;
using Microsoft.Extensions.Options;

namespace Logistics.Gateway.Features.StreamTimeline;

/// <summary>
/// Who watches what. All watchers of this process share one stream to the Tracking service (<see cref="TimelineFeed"/>), and one clock for
/// their heartbeats; a watcher costs a small buffer and its connection. Everything under the lock is memory only.
/// </summary>
internal sealed class TimelineHub(IOptions<LiveOptions> options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, TimelineTopic> _topics = [];
    private readonly Channel<string> _stale = Channel.CreateUnbounded<string>();
    private ChannelWriter<WatchRequest>? _requests;
    private TaskCompletionSource _watched = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _watchers;
    private bool _ended;

    /// <summary>
    /// Numbers of which an event may have been missed: their timelines are to be read anew and given to <see cref="Publish(Timeline)"/>.
    /// </summary>
    public ChannelReader<string> Stale => _stale.Reader;

    /// <summary>Done while anyone watches.</summary>
    public Task Watched
    {
        get
        {
            lock (_lock)
            {
                return _watched.Task;
            }
        }
    }

    /// <summary>A new watcher; <see langword="null"/> when there are too many, or the process is stopping.</summary>
    public TimelineWatcher? Follow(string trackingNumber)
    {
        lock (_lock)
        {
            if (_ended || _watchers >= options.Value.MaxWatchers)
            {
                return null;
            }

            if (!_topics.TryGetValue(trackingNumber, out var topic))
            {
                topic = new TimelineTopic(trackingNumber);
                _topics.Add(trackingNumber, topic);
                _requests?.TryWrite(new WatchRequest { Follow = trackingNumber });
                _watched.TrySetResult();
            }

            var watcher = new TimelineWatcher(this, topic, options.Value.WatcherBuffer);
            topic.Watchers.Add(watcher);
            _watchers++;
            return watcher;
        }
    }

    public void Unfollow(TimelineWatcher watcher)
    {
        lock (_lock)
        {
            var topic = watcher.Topic;
            if (!topic.Watchers.Remove(watcher))
            {
                return;
            }

            _watchers--;
            if (topic.Watchers.Count == 0)
            {
                _topics.Remove(topic.TrackingNumber);
                _requests?.TryWrite(new WatchRequest { Unfollow = topic.TrackingNumber });
                if (_topics.Count == 0)
                {
                    _watched = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                }
            }
        }
    }

    /// <summary>Waits until Tracking tells us of every event of the watcher's number.</summary>
    public Task FollowingAsync(TimelineWatcher watcher, TimeProvider clock, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return watcher.Topic.Following.WaitAsync(options.Value.Patience, clock, cancellationToken);
        }
    }

    /// <summary>A watcher has read the timeline up to here: an event further on than the next shows a gap.</summary>
    public void Know(TimelineWatcher watcher, int sequence)
    {
        lock (_lock)
        {
            watcher.Topic.Know(sequence);
        }
    }

    /// <summary>A stream to Tracking has opened: what is watched is asked for, and what comes and goes later.</summary>
    public void Connect(ChannelWriter<WatchRequest> requests)
    {
        lock (_lock)
        {
            _requests = requests;
            foreach (var number in _topics.Keys)
            {
                requests.TryWrite(new WatchRequest { Follow = number });
            }
        }
    }

    /// <summary>The stream broke. Watchers stay; what they miss meanwhile is read anew when Tracking follows again.</summary>
    public void Disconnect()
    {
        lock (_lock)
        {
            _requests = null;
            foreach (var topic in _topics.Values)
            {
                topic.Lost();
            }
        }
    }

    /// <summary>Takes what Tracking says.</summary>
    public void Receive(WatchResponse response)
    {
        var frame = response.WhatCase switch
        {
            WatchResponse.WhatOneofCase.Entry => TimelineFrame.Of(response.TrackingNumber, response.Entry),
            WatchResponse.WhatOneofCase.Estimate => TimelineFrame.Of(response.TrackingNumber, response.Estimate),
            _ => null,
        };
        lock (_lock)
        {
            if (!_topics.TryGetValue(response.TrackingNumber, out var topic))
            {
                return;
            }

            if (frame is null)
            {
                if (response.Following && topic.Followed())
                {
                    _stale.Writer.TryWrite(topic.TrackingNumber);
                }
            }
            else if (topic.Known > 0 && frame.Sequence > topic.Known + 1)
            {
                // Something is missing before it. What is stored by now is sent in order; it has this one, too.
                _stale.Writer.TryWrite(topic.TrackingNumber);
            }
            else
            {
                topic.Know(frame.Sequence);
                topic.Send([frame]);
            }
        }
    }

    public bool IsWatched(string trackingNumber)
    {
        lock (_lock)
        {
            return _topics.ContainsKey(trackingNumber);
        }
    }

    /// <summary>A timeline read anew; each watcher picks what it has not got.</summary>
    public void Publish(Timeline timeline)
    {
        var frames = TimelineFrame.Of(timeline);
        lock (_lock)
        {
            if (_topics.TryGetValue(timeline.TrackingNumber, out var topic))
            {
                topic.Know(timeline.Sequence);
                topic.Send(frames);
            }
        }
    }

    public void Beat()
    {
        lock (_lock)
        {
            foreach (var topic in _topics.Values)
            {
                topic.Send(TimelineWatcher.Heartbeat);
            }
        }
    }

    /// <summary>The process is stopping: every stream ends in order.</summary>
    public void End()
    {
        lock (_lock)
        {
            _ended = true;
            foreach (var watcher in _topics.Values.SelectMany(topic => topic.Watchers))
            {
                watcher.End();
            }
        }
    }
}
