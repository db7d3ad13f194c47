using Logistics.Messaging;
using Logistics.ServiceDefaults.Live;
using Logistics.Tracking.Features.WatchTimeline;
using Npgsql;

namespace Logistics.Tracking.Features.EstimateDelivery;

/// <summary>
/// Runs the <see cref="Estimation"/> right after something happened, a moment apart, so that it works for many where much happens; and now
/// and then for what a replica that died has left.
/// </summary>
internal sealed partial class Estimator(
    IServiceScopeFactory scopes, NpgsqlDataSource database, LiveFeed feed, TimeProvider clock, ILogger<Estimator> logger)
    : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Doorbell _bell = new();

    public void Wake() => _bell.Ring();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _bell.WaitAsync(Patience, clock, stoppingToken);
                while (await RunAsync(stoppingToken) == Estimation.BatchSize)
                {
                }

                await Task.Delay(Pause, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // a host loop: whatever failed, what is due is due still
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogFailed(exception);
            }
        }
    }

    private async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (!await database.AnyAsync($"SELECT FROM estimates_due", cancellationToken))
        {
            return 0;
        }

        await using var scope = scopes.CreateAsyncScope();
        var (notes, changed) = await scope.ServiceProvider.GetRequiredService<Estimation>().RunAsync(cancellationToken);
        if (changed.Count > 0)
        {
            feed.Announce(changed.Select(news => TimelineAnswer.News(news.Parcel.TrackingNumber, news.Parcel.OwnerId, news.Estimate)));
        }

        return notes;
    }

    [LoggerMessage(3020, LogLevel.Warning, "Estimates could not be worked out; they are tried again")]
    private partial void LogFailed(Exception exception);
}
