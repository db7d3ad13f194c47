using Logistics.Simulator.Api;
using Logistics.Simulator.Cast;
using Logistics.Simulator.Network;

namespace Logistics.Simulator.Play;

/// <summary>Sends parcels on their way at a steady rate until cancelled.</summary>
internal sealed class PlayRun(LogisticsApi api, TimeProvider clock, SimulatorOptions options, Progress progress)
{
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(int parcelsPerMinute, CancellationToken cancellationToken)
    {
        using var crew = new Crew(options.Password);
        var courier = new Courier(api, crew, clock, options.Speed, progress);
        var parcels = new ParcelPlanner(HubNetwork.Load(), Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"), options.Seed);
        var underWay = new HashSet<Task>();
        var showing = Task.CompletedTask;
        try
        {
            await crew.GatherAsync(api, clock, cancellationToken);
            progress.Say($"{parcelsPerMinute} parcels a minute, seed {options.Seed}; Ctrl+C ends it.");
            showing = progress.ShowAsync(cancellationToken);
            using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1) / parcelsPerMinute, clock);
            do
            {
                underWay.RemoveWhere(task => task.IsCompleted);
                underWay.Add(SendAsync(courier, parcels.Next(clock.GetUtcNow()), cancellationToken));
            }
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll([showing, .. underWay]);
            return 0;
        }
        catch (ApiException e)
        {
            progress.Say(e.Message);
        }

        return 1;
    }

    private async Task SendAsync(Courier courier, ParcelPlan plan, CancellationToken cancellationToken)
    {
        try
        {
            await courier.PlayAsync(plan, cancellationToken);
        }
        catch (ApiException e)
        {
            progress.Say($"  given up: {e.Message}");
        }
        catch (OperationCanceledException)
        {
            // the end: parcels under way stay where they are
        }
    }
}
