using System.Collections.Concurrent;
using System.Text.Json;
using Logistics.Bench.Load;
using Logistics.Contracts.Common.V1;
using Logistics.Simulator.Api;

namespace Logistics.Bench.Figures;

/// <summary>Shipments in transit: that status may be told again and again, so they take any number of updates.</summary>
internal static class Parcels
{
    /// <summary>Their version when they are handed out.</summary>
    public const int Version = 2 + 1;

    private const int AtOnce = 16;

    private static readonly LocationBody Place = new("Algiers Sorting Center", "Algiers", "DZ", 36.7538, 3.0588);

    /// <summary>Done when everyone has heard of them: they have timelines to watch and to read.</summary>
    /// <returns>The tracking numbers.</returns>
    public static async Task<IReadOnlyList<string>> SendAsync(Stage stage, int count, CancellationToken cancellationToken)
    {
        var merchant = await stage.MerchantAsync(cancellationToken);
        var driver = await stage.DriverAsync(cancellationToken);
        var (pickedUp, inTransit) = (Update(stage, ShipmentStatus.PickedUp), Update(stage, ShipmentStatus.InTransit));
        var numbers = new ConcurrentBag<string>();
        var started = stage.Clock.GetUtcNow();
        using var load = new HttpLoad(stage.System.Url, AtOnce);
        var limit = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, count, limit, async (_, token) =>
        {
            var created = Wanted(await stage.CreateAsync(load, merchant, token), 201);
            foreach (var update in (byte[][])[pickedUp, inTransit])
            {
                Wanted(await stage.MoveAsync(load, driver, created.TrackingNumber, update, token), 200);
            }

            numbers.Add(created.TrackingNumber);
        });
        await stage.Backlog.DrainAsync((long)count * Version, started, cancellationToken);
        return [.. numbers];
    }

    /// <summary>The body of a status update, dated now.</summary>
    public static byte[] Update(Stage stage, ShipmentStatus status) => JsonSerializer.SerializeToUtf8Bytes(
        new ChangeStatusRequest(status, Place, ReasonCode: null, stage.Clock.GetUtcNow()), ApiJsonContext.Default.ChangeStatusRequest);

    private static Answer Wanted(Answer answer, int status) =>
        answer.Unless(status) is { } other
            ? throw new InvalidOperationException($"Shipments to measure with could not be made: {other}.")
            : answer;
}
