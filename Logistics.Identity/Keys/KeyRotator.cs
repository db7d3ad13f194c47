using Microsoft.Extensions.Options;

namespace Logistics.Identity.Keys;

/// <summary>Looks at the keys again and again, in every replica. While the database is away the known keys go on signing.</summary>
internal sealed partial class KeyRotator(
    KeyRotation rotation, KeyRing ring, IOptions<IdentitySettings> settings, TimeProvider clock, ILogger<KeyRotator> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.Value.SigningKeyCheckInterval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (ring.IsLoaded) // the first time is part of the start, after the migrations
            {
                await LookAsync(stoppingToken);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await rotation.RunAsync(cancellationToken);
        }
#pragma warning disable CA1031 // a host loop: whatever failed, the next look may succeed
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Failed(exception);
        }
    }

    [LoggerMessage(2103, LogLevel.Warning, "The signing keys could not be looked at; those that are known go on signing")]
    private partial void Failed(Exception exception);
}
