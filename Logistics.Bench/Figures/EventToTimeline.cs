using Logistics.Bench.Load;
using Logistics.Bench.Measuring;

namespace Logistics.Bench.Figures;

/// <summary>
/// Shipments created at a steady pace, and when each is on its timeline for everyone to read, counted from when its request was due. At
/// higher rates not every one is watched for, so that the watching does not become the load.
/// </summary>
internal sealed class EventToTimeline(Stage stage, Pace pace) : IMeasurement
{
    private const string There = "SELECT tracking_number FROM timeline_entries WHERE tracking_number = ANY ($1)";

    public async Task<Reading> MeasureAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var merchant = await stage.MerchantAsync(cancellationToken);
        var schedule = new Schedule(await pace.PerSecondAsync(cancellationToken), duration);
        var arrivals = new Arrivals(stage.System.ConnectionString("trackingdb"), There);
        var sampling = new Sampling(schedule, arrivals, created => created.TrackingNumber, stage.Clock);
        using var load = new HttpLoad(stage.System.Url, Sampling.Workers);
        var since = stage.BeginCounting();
        var result = await sampling.RunAsync(token => stage.CreateAsync(load, merchant, token), cancellationToken);
        var left = await stage.Backlog.EventsAsync(result.Done, since, cancellationToken);
        var drain = await stage.Backlog.DrainAsync(result.Done, since, cancellationToken);
        return new Reading(
            [.. sampling.Numbers(result), new("events behind", "", left), new("drain", "s", drain.TotalSeconds)],
            result.Done,
            result.Errors);
    }
}

/// <summary>The same on the bare pipeline.</summary>
internal sealed class EventToBareTimeline(Stage stage, Pace pace) : IMeasurement
{
    private const string There = "SELECT shipment_id::text FROM timeline WHERE shipment_id = ANY ($1::uuid[])";

    public async Task<Reading> MeasureAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var schedule = new Schedule(await pace.PerSecondAsync(cancellationToken), duration);
        await stage.Bare.EmptyAsync(cancellationToken);
        var arrivals = new Arrivals(stage.Bare.ConnectionString, There);
        var sampling = new Sampling(schedule, arrivals, created => created.Id, stage.Clock);
        using var load = new HttpLoad(stage.Bare.Gateway, Sampling.Workers);
        stage.BeginCounting();
        var result = await sampling.RunAsync(token => Stage.CreateBareAsync(load, "/shipments", token), cancellationToken);
        return new Reading([.. sampling.Numbers(result)], result.Done, result.Errors);
    }
}
