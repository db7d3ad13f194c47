using Logistics.Bench.Load;
using Logistics.Bench.Measuring;

namespace Logistics.Bench.Figures;

/// <summary>
/// Shipments created through the public API by so many callers, each with one request after another, and how far behind that leaves the
/// consumers.
/// </summary>
internal sealed class CreateShipments(Stage stage, int connections) : IMeasurement
{
    public async Task<Reading> MeasureAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var merchant = await stage.MerchantAsync(cancellationToken);
        var since = stage.Clock.GetUtcNow();
        using var load = new HttpLoad(stage.System.Url, connections);
        var result = await ClosedLoop.RunAsync(
            connections, duration, async (_, token) => (await stage.CreateAsync(load, merchant, token)).Unless(201), cancellationToken);
        var left = await stage.Backlog.EventsAsync(result.Done, since, cancellationToken);
        var drain = await stage.Backlog.DrainAsync(result.Done, since, cancellationToken);
        var mails = await stage.Backlog.MailsAsync(since, cancellationToken);
        return new Reading(
            [
                result.Sustained(drain),
                .. result.Numbers,
                new("events behind", "", left),
                new("drain", "s", drain.TotalSeconds),
                new("mails behind", "", mails),
            ],
            result.Done,
            result.Errors);
    }
}

/// <summary>The same on the bare pipeline.</summary>
internal sealed class CreateOnBarePipeline(Stage stage, int connections) : IMeasurement
{
    private const string Left =
        "SELECT (SELECT count(*) FROM shipments) - least((SELECT count(*) FROM timeline), (SELECT count(*) FROM notices))";

    public async Task<Reading> MeasureAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        await stage.Bare.EmptyAsync(cancellationToken);
        using var load = new HttpLoad(stage.Bare.Gateway, connections);
        var result = await ClosedLoop.RunAsync(
            connections,
            duration,
            async (_, token) => (await Stage.CreateBareAsync(load, "/shipments", token)).Unless(201),
            cancellationToken);
        var left = await stage.Bare.CountAsync(Left, cancellationToken);
        var drain = await Draining.UntilNoneAsync(() => stage.Bare.CountAsync(Left, cancellationToken), stage.Clock, cancellationToken);
        return new Reading(
            [result.Sustained(drain), .. result.Numbers, new("events behind", "", left), new("drain", "s", drain.TotalSeconds)],
            result.Done,
            result.Errors);
    }
}
