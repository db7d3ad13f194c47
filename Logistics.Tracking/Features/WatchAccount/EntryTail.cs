using Logistics.ServiceDefaults.Results;
using Logistics.Tracking.Domain;
using Logistics.Tracking.Features.WatchTimeline;
using Logistics.Tracking.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Tracking.Features.WatchAccount;

/// <summary>
/// Reads the timeline's end as it grows, while anyone watches accounts here: one query for all of them. It goes by positions, which are committed in their order
/// (<see cref="TimelineEntry.Position"/>), so each entry is handed on once, none is passed by, and announcements only say that it is time to look.
/// </summary>
internal sealed partial class EntryTail(
    IServiceScopeFactory scopes, Doorbell bell, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<EntryTail> logger) : BackgroundService
{
    private const int MaxWatchers = 10_000;
    private const int PageSize = 1_000;

    /// <summary>How long a ring that was lost on its way (Redis away) may delay what is new.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly HashSet<AccountWatcher> _watchers = [];
    private TaskCompletionSource _watched = New();
    private TaskCompletionSource _reading = New();

    /// <summary>From its return on, every entry that is not committed yet will be handed to the watcher.</summary>
    public Task JoinAsync(AccountWatcher watcher, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_watchers.Count == MaxWatchers)
            {
                throw TrackingErrors.TooMany.ToRpcException();
            }

            _watchers.Add(watcher);
            _watched.TrySetResult();
            return _reading.Task.WaitAsync(cancellationToken);
        }
    }

    public void Leave(AccountWatcher watcher)
    {
        lock (_lock)
        {
            _watchers.Remove(watcher);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var stopping = lifetime.ApplicationStopping.Register(() => Hand(watcher => watcher.End(TrackingErrors.Resubscribe)));
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
        var position = await ReadAsync(entries => entries.MaxAsync(entry => (long?)entry.Position, cancellationToken)) ?? 0;
        lock (_lock)
        {
            _reading.TrySetResult();
        }

        while (!Pause())
        {
            var after = position;
            var entries = await ReadAsync(all => all.Where(entry => entry.Position > after).OrderBy(entry => entry.Position).Take(PageSize).ToListAsync(cancellationToken));
            foreach (var entry in entries)
            {
                position = entry.Position;
                Hand(watcher => watcher.Offer(entry));
            }

            if (entries.Count < PageSize)
            {
                await bell.WaitAsync(Patience, clock, cancellationToken);
            }
        }
    }

    private async Task<T> ReadAsync<T>(Func<IQueryable<TimelineEntry>, Task<T>> read)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<TrackingDbContext>().Entries.AsNoTracking());
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

    /// <summary>Something may be passed by: those who watch come again, and whoever comes waits until the end has been found anew.</summary>
    private void Break()
    {
        lock (_lock)
        {
            _reading = New();
            Hand(watcher => watcher.End(TrackingErrors.Resubscribe));
        }
    }

    private void Hand(Action<AccountWatcher> what)
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

    [LoggerMessage(3010, LogLevel.Warning, "The end of the timeline could not be read; those who watch accounts must come again")]
    private partial void LogAway(Exception exception);
}
