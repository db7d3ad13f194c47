using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Engine;

/// <summary>Ends the AppHost when its terminal closes or whatever started it is gone.</summary>
internal sealed class ParentWatch(IHostApplicationLifetime lifetime, TimeProvider clock) : BackgroundService
{
    private const int Init = 1;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            lifetime.StopApplication();
        });
        var parent = Unix.ParentId();
        while (parent == Init || Unix.ParentId() == parent)
        {
            await Task.Delay(Interval, clock, stoppingToken);
        }

        lifetime.StopApplication();
    }
}
