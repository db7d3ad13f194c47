using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;
using Microsoft.Extensions.Options;

namespace Logistics.Notifications.Dispatch;

/// <summary>Runs a lane for each channel that can be sent on and each priority.</summary>
internal sealed partial class Dispatcher(
    IServiceProvider services,
    Routes routes,
    DispatchSignal signal,
    IOptions<DispatchOptions> options,
    TimeProvider clock,
    ILogger<Dispatcher> logger) : BackgroundService
{
    /// <summary>What each channel needs to have a way out.</summary>
    private static readonly (Channel Channel, string Setting)[] Settings =
        [(Channel.Email, "Smtp:Host"), (Channel.Push, "Push:CredentialFile"), (Channel.Sms, "Sms:Primary:AccountSid")];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var (channel, setting) in Settings.Where(pair => !routes.ByChannel.ContainsKey(pair.Channel)))
        {
            LogNotConfigured(channel, setting);
        }

        await signal.Opened.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var lanes = routes.ByChannel.Values.SelectMany(route =>
            Enum.GetValues<Priority>().Select(priority => ActivatorUtilities.CreateInstance<Lane>(services, route, priority)));
        await Task.WhenAll(lanes.Select(lane => RunAsync(lane, stoppingToken)));
    }

    private async Task RunAsync(Lane lane, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var woken = signal.Next;
            try
            {
                if (await lane.RunOnceAsync(stopping) > 0 && lane.Pause == TimeSpan.Zero)
                {
                    continue;
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // a host loop: whatever failed, the lane goes on and tries again
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogFailed(lane.Name, exception);
            }

            await WaitAsync(lane.Pause, woken, stopping);
        }
    }

    /// <summary>Until there may be work; but no sooner than the provider can be bothered again.</summary>
    private async Task WaitAsync(TimeSpan pause, Task woken, CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var isPaused = pause > TimeSpan.Zero;
        var delay = Task.Delay(isPaused ? pause : options.Value.PollInterval, clock, ended.Token);
        await (isPaused ? delay : Task.WhenAny(delay, woken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ended.CancelAsync();
    }

    [LoggerMessage(5001, LogLevel.Warning, "{Channel} is not configured ({Setting}): what would go there is suppressed")]
    private partial void LogNotConfigured(Channel channel, string setting);

    [LoggerMessage(5002, LogLevel.Warning, "{Lane} failed; trying again")]
    private partial void LogFailed(string lane, Exception exception);
}
