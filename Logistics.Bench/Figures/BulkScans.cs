using System.Text;
using System.Text.Json;
using Logistics.Bench.Load;
using Logistics.Bench.Measuring;
using Logistics.Contracts.Common.V1;

namespace Logistics.Bench.Figures;

/// <summary>Scans of many parcels at once, as a depot sends them: counted by scan, until each is on its timeline.</summary>
internal sealed class BulkScans(Stage stage, int connections, int rows) : IMeasurement
{
    public async Task<Reading> MeasureAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var numbers = await Parcels.SendAsync(stage, connections * rows, cancellationToken);
        var driver = await stage.DriverAsync(cancellationToken);
        var bodies = numbers.Chunk(rows).Select(Body).ToArray();
        var since = stage.BeginCounting();
        using var load = new HttpLoad(stage.System.Url, connections);
        var batches = await ClosedLoop.RunAsync(
            connections,
            duration,
            async (worker, token) =>
            {
                var answer = await load.PostAsync("/v1/scans:bulk", bodies[worker], driver, idempotencyKey: null, token);
                return answer.Unless(200) ?? (answer.Body.AsSpan().IndexOf("\"failed\":0,"u8) < 0 ? "a row failed" : null);
            },
            cancellationToken);
        var scans = batches with { Done = batches.Done * rows };
        var left = await stage.Backlog.EventsAsync(scans.Done, since, cancellationToken);
        var drain = await stage.Backlog.DrainAsync(scans.Done, since, cancellationToken);
        return new Reading(
            [scans.Sustained(drain), .. scans.Numbers, new("events behind", "", left), new("drain", "s", drain.TotalSeconds)],
            scans.Done,
            scans.Errors);
    }

    /// <summary>Without keys: the same body is another batch of scans each time.</summary>
    private byte[] Body(string[] numbers)
    {
        var update = Encoding.UTF8.GetString(Parcels.Update(stage, ShipmentStatus.InTransit))[1..];
        return Encoding.UTF8.GetBytes(
            $"[{string.Join(',', numbers.Select(number => $"{{\"trackingNumber\":{JsonSerializer.Serialize(number)},{update}"))}]");
    }
}
