using Logistics.Bench.Load;
using Logistics.Bench.Measuring;
using Logistics.Contracts.Common.V1;

namespace Logistics.Bench.Figures;

/// <summary>Couriers' scans one by one: each caller moves shipments of its own along.</summary>
internal sealed class StatusUpdates(Stage stage, int connections) : IMeasurement
{
    private const int ShipmentsOfEach = 8;

    public async Task<Reading> MeasureAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var numbers = await Parcels.SendAsync(stage, connections * ShipmentsOfEach, cancellationToken);
        var driver = await stage.DriverAsync(cancellationToken);
        var update = Parcels.Update(stage, ShipmentStatus.InTransit);
        var turns = new int[connections];
        var since = stage.BeginCounting();
        using var load = new HttpLoad(stage.System.Url, connections);
        var result = await ClosedLoop.RunAsync(
            connections,
            duration,
            async (worker, token) =>
            {
                var number = numbers[(worker * ShipmentsOfEach) + (turns[worker]++ % ShipmentsOfEach)];
                return (await stage.MoveAsync(load, driver, number, update, token)).Unless(200);
            },
            cancellationToken);
        var left = await stage.Backlog.EventsAsync(result.Done, since, cancellationToken);
        var drain = await stage.Backlog.DrainAsync(result.Done, since, cancellationToken);
        return new Reading(
            [result.Sustained(drain), .. result.Numbers, new("events behind", "", left), new("drain", "s", drain.TotalSeconds)],
            result.Done,
            result.Errors);
    }
}
