using Logistics.Bench.Load;
using Logistics.Bench.Measuring;
using Npgsql;

namespace Logistics.Bench.Figures;

/// <summary>The public timeline, read by so many callers: always the same few shipments, or each only once.</summary>
internal sealed class ReadTimelines(Stage stage, int connections, bool isHot) : IMeasurement
{
    private const int Hot = 16;
    private const int MostCold = 200_000;
    private const string Numbers = "SELECT tracking_number FROM shipment_snapshots ORDER BY random() LIMIT $1";

    public async Task<Reading> MeasureAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        await Parcels.SendAsync(stage, Hot, cancellationToken); // there may be no others yet
        var numbers = await NumbersAsync(cancellationToken);
        var next = -1;
        using var load = new HttpLoad(stage.System.Url, connections);
        stage.BeginCounting();
        var result = await ClosedLoop.RunAsync(
            connections,
            duration,
            async (_, token) => (await load.GetAsync("/v1/tracking/" + numbers[Next() % numbers.Count], token)).Unless(200),
            cancellationToken);
        return new Reading([.. result.Numbers], result.Done, result.Errors);

        int Next() => Interlocked.Increment(ref next) & int.MaxValue;
    }

    private async Task<List<string>> NumbersAsync(CancellationToken cancellationToken)
    {
        await using var database = NpgsqlDataSource.Create(stage.System.ConnectionString("trackingdb"));
        await using var command = database.CreateCommand(Numbers);
        command.Parameters.Add(new NpgsqlParameter { Value = isHot ? Hot : MostCold });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var numbers = new List<string>();
        while (await rows.ReadAsync(cancellationToken))
        {
            numbers.Add(rows.GetString(0));
        }

        return numbers;
    }
}

/// <summary>An address of the bare gateway: JSON alone, or with a hop behind it.</summary>
internal sealed class CallBareGateway(Stage stage, string path, int connections) : IMeasurement
{
    public async Task<Reading> MeasureAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        using var load = new HttpLoad(stage.Bare.Gateway, connections);
        var result = await ClosedLoop.RunAsync(
            connections, duration, async (_, token) => (await Stage.CreateBareAsync(load, path, token)).Unless(201), cancellationToken);
        return new Reading([.. result.Numbers], result.Done, result.Errors);
    }
}
