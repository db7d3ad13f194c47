using Logistics.Bench.Load;
using Logistics.Bench.Measuring;

namespace Logistics.Bench.Figures;

/// <summary>
/// Shipments created at a steady pace, and when each can be seen on the public timeline, counted from when its request was due. Who creates asks for the
/// timeline until it is there; at higher rates only some do, so that the asking does not become the load.
/// </summary>
internal sealed class EventToTimeline(Stage stage, Pace pace) : IMeasurement
{
    public async Task<Reading> MeasureAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var merchant = await stage.MerchantAsync(cancellationToken);
        var sampling = new Sampling(new Schedule(await pace.PerSecondAsync(cancellationToken), duration), stage.Clock);
        var since = stage.Clock.GetUtcNow();
        using var load = new HttpLoad(stage.System.Url, Sampling.Workers);
        using var asking = new HttpLoad(stage.System.Url, Sampling.Workers);
        var result = await sampling.RunAsync(
            token => stage.CreateAsync(load, merchant, token),
            async (created, token) => (await asking.GetAsync("/v1/tracking/" + created.TrackingNumber, token)).Status == 200,
            cancellationToken);
        var left = await stage.Backlog.EventsAsync(result.Done, since, cancellationToken);
        var drain = await stage.Backlog.DrainAsync(result.Done, since, cancellationToken);
        return new Reading([.. sampling.Numbers(result), new("events behind", "", left), new("drain", "s", drain.TotalSeconds)], result.Done, result.Errors);
    }
}

/// <summary>The same on the bare pipeline, where the timeline is asked for in its table.</summary>
internal sealed class EventToBareTimeline(Stage stage, Pace pace) : IMeasurement
{
    public async Task<Reading> MeasureAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var sampling = new Sampling(new Schedule(await pace.PerSecondAsync(cancellationToken), duration), stage.Clock);
        await stage.Bare.EmptyAsync(cancellationToken);
        using var load = new HttpLoad(stage.Bare.Gateway, Sampling.Workers);
        var result = await sampling.RunAsync(
            token => Stage.CreateBareAsync(load, "/shipments", token),
            async (created, token) => await stage.Bare.CountAsync($"SELECT count(*) FROM timeline WHERE shipment_id = '{created.Id}'", token) > 0,
            cancellationToken);
        return new Reading([.. sampling.Numbers(result)], result.Done, result.Errors);
    }
}
