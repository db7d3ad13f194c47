using Logistics.ServiceDefaults.Results;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Logistics.ServiceDefaults.Live;

/// <summary>
/// Reads the end of what grows, while anyone watches it here: one query for all of them. It goes by positions, after which nothing can
/// appear that was before, so each entry is handed on once, none is passed by, and the bell only says that it is time to look.
/// </summary>
public abstract partial class Tail<TEntry, TPosition>(
    Doorbell bell, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger logger)
    : BackgroundService
{
    private const int MaxWatchers = 10_000;

    /// <summary>How long a ring that was lost on its way, or that nobody gave, may delay what is new.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly HashSet<TailWatcher<TEntry>> _watchers = [];
    private TaskCompletionSource _watched = New();
    private TaskCompletionSource _reading = New();

    /// <summary>From its return on, every entry that is not committed yet will be handed to the watcher.</summary>
    public Task JoinAsync(TailWatcher<TEntry> watcher, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_watchers.Count == MaxWatchers)
            {
                throw LiveErrors.TooMany.ToRpcException();
            }

            _watchers.Add(watcher);
            _watched.TrySetResult();
            return _reading.Task.WaitAsync(cancellationToken);
        }
    }

    public void Leave(TailWatcher<TEntry> watcher)
    {
        lock (_lock)
        {
            _watchers.Remove(watcher);
        }
    }

    /// <summary>Hands on what does not stand at the end of anything: only those who watch now get it.</summary>
    protected void Offer(TEntry entry) => Hand(watcher => watcher.Offer(entry));

    /// <summary>The position of all that there is.</summary>
    protected abstract Task<TPosition> FindEndAsync(CancellationToken cancellationToken);

    /// <summary>What came after a position, in order, the position up to which that is all, and whether there is more at once.</summary>
    protected abstract Task<(IReadOnlyList<TEntry> Entries, TPosition UpTo, bool More)> ReadAsync(
        TPosition after, CancellationToken cancellationToken);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var stopping = lifetime.ApplicationStopping.Register(() => Hand(watcher => watcher.End(LiveErrors.Resubscribe)));
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WatchedAsync().WaitAsync(stoppingToken);
                await FollowAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // a host loop: whatever failed, it is tried again
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogAway(exception);
                Break();
                await Task.Delay(Patience, clock, stoppingToken);
            }
        }
    }

    /// <summary>Reads on from the end as it is now, until nobody watches any more.</summary>
    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        var position = await FindEndAsync(cancellationToken);
        lock (_lock)
        {
            _reading.TrySetResult();
        }

        while (!Pause())
        {
            (var entries, position, var more) = await ReadAsync(position, cancellationToken);
            foreach (var entry in entries)
            {
                Offer(entry);
            }

            if (!more)
            {
                await bell.WaitAsync(Patience, clock, cancellationToken);
            }
        }
    }

    private Task WatchedAsync()
    {
        lock (_lock)
        {
            return _watched.Task;
        }
    }

    /// <summary>True when nobody watches: whoever comes next waits until the end has been found anew.</summary>
    private bool Pause()
    {
        lock (_lock)
        {
            if (_watchers.Count > 0)
            {
                return false;
            }

            (_watched, _reading) = (New(), New());
            return true;
        }
    }

    /// <summary>
    /// Something may be passed by: those who watch or are about to come again, and whoever comes then waits until the end has been found
    /// anew.
    /// </summary>
    private void Break()
    {
        lock (_lock)
        {
            _reading.TrySetResult();
            _reading = New();
            Hand(watcher => watcher.End(LiveErrors.Resubscribe));
        }
    }

    private void Hand(Action<TailWatcher<TEntry>> what)
    {
        lock (_lock)
        {
            foreach (var watcher in _watchers)
            {
                what(watcher);
            }
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(1201, LogLevel.Warning, "What is new could not be read; those who watch must come again")]
    private partial void LogAway(Exception exception);
}
