using Microsoft.Extensions.Logging;

namespace Logistics.Messaging.Hosting;

/// <summary>Keeps long-running work going: what fails is logged and started again after a pause, until the service stops.</summary>
internal sealed partial class Supervisor(TimeProvider clock, ILogger<Supervisor> logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>A run that lasted this long was a success, whatever ended it.</summary>
    private static readonly TimeSpan LongRun = TimeSpan.FromSeconds(10);

    /// <summary>Runs <paramref name="work"/> until it returns by itself or the service stops.</summary>
    /// <param name="failed">Told of each failure, for health.</param>
    public async Task RunAsync(
        string name, Func<CancellationToken, Task> work, CancellationToken stopping, Action<Exception>? failed = null)
    {
        var backoff = new Backoff(FirstPause, LongestPause);
        while (!stopping.IsCancellationRequested)
        {
            var started = clock.GetTimestamp();
            try
            {
                await work(stopping);
                return;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // a host loop: whatever failed, the service goes on and tries again
            catch (Exception exception)
#pragma warning restore CA1031
            {
                failed?.Invoke(exception);
                if (clock.GetElapsedTime(started) > LongRun)
                {
                    backoff.Reset();
                }

                var pause = backoff.Next();
                LogFailed(name, pause, exception);
                await Task.Delay(pause, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(EventId = 9001, Level = LogLevel.Warning, Message = "{Name} failed; trying again in {Pause}.")]
    private partial void LogFailed(string name, TimeSpan pause, Exception exception);
}
