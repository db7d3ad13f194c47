using Logistics.Bench.Limits;
using static Logistics.Bench.Report.Target;

namespace Logistics.Bench.Figures;

/// <summary>
/// All figures, in the order in which they are measured. The targets are for a machine of two cores that all share, this program too.
/// </summary>
internal static class Catalogue
{
    public static IEnumerable<Figure> Of(Stage stage, Sizes sizes) =>
        [.. Creates(stage), .. Latencies(stage, sizes), .. Rates(stage, sizes), .. Machine(stage), .. Correctness(stage, sizes)];

    private static IEnumerable<Figure> Creates(Stage stage)
    {
        yield return new(
            "create-1", "shipments created by one caller", new CreateShipments(stage, 1), new CreateOnBarePipeline(stage, 1),
            AtMost("p50", 3), AtMost("p99", 10), AtMost("drain", 1));
        yield return new(
            "create-16", "shipments created by 16 callers", new CreateShipments(stage, 16), new CreateOnBarePipeline(stage, 16),
            OfLimit("sustained", 0.6), AtMost("p99", 45), AtMost("drain", 1));
        yield return new(
            "create-64", "shipments created by 64 callers", new CreateShipments(stage, 64), new CreateOnBarePipeline(stage, 64),
            OfLimit("sustained", 0.6), AtMost("drain", 1));
    }

    private static IEnumerable<Figure> Latencies(Stage stage, Sizes sizes)
    {
        yield return Timeline("timeline-50", "50/s", Pace.Of(50));
        yield return Timeline("timeline-200", "200/s", Pace.Of(200), AtMost("p50", 6), AtMost("p99", 100));
        yield return Timeline("timeline-1000", "1,000/s", Pace.Of(1_000), AtLeast("rate", 980), AtMost("drain", 1));
        yield return Timeline(
            "timeline-70-percent", "70 % of what 64 callers create", Pace.ShareOf(new CreateShipments(stage, 64), 0.7), AtMost("drain", 1));
        yield return Stream("stream-50", "50/s", Pace.Of(50));
        yield return Stream("stream-200", "200/s", Pace.Of(200), AtMost("p50", 26), AtMost("p99", 120), AtMost("missed", 0));
        yield return Stream("stream-1000", "1,000/s", Pace.Of(1_000), AtMost("missed", 0));
        yield return Stream(
            "stream-70-percent", "70 % of what 64 couriers scan", Pace.ShareOf(new StatusUpdates(stage, 64), 0.7), AtMost("missed", 0));

        Figure Timeline(string name, string pace, Pace wished, params Report.Target[] targets)
        {
            var at = wished.AtMost(sizes.FastestPace);
            return new(
                name,
                $"from the request to the public timeline, at {pace}",
                new EventToTimeline(stage, at),
                new EventToBareTimeline(stage, at),
                targets);
        }

        Figure Stream(string name, string pace, Pace wished, params Report.Target[] targets)
        {
            var at = wished.AtMost(sizes.FastestPace);
            return new(
                name, $"from the request to an open stream, at {pace}", new EventToStream(stage, sizes.Watched, at), Limit: null, targets);
        }
    }

    private static IEnumerable<Figure> Rates(Stage stage, Sizes sizes)
    {
        yield return new("status", "status updates by 16 couriers", new StatusUpdates(stage, 16));
        yield return new(
            "scans-bulk", $"scans by two depots, {sizes.BulkRows} at once", new BulkScans(stage, 2, sizes.BulkRows), Limit: null,
            AtLeast("sustained", 5_000));
        yield return new("reads-hot", "public timelines read by 64 callers, always the same 16", new ReadTimelines(stage, 64, isHot: true),
            new CallBareGateway(stage, "/hop", 64), AtLeast("rate", 8_000));
        yield return new("reads-cold", "public timelines read by 64 callers, each once", new ReadTimelines(stage, 64, isHot: false),
            new CallBareGateway(stage, "/hop", 64));
        yield return new(
            "watchers", $"{sizes.Watchers:N0} open streams on one Gateway, 50 events a second",
            new EventToStream(stage, sizes.Watchers, Pace.Of(50)), Limit: null,
            AtMost("missed", 0), AtMost("gateway", 400), AtMost("tracking", 400));
        yield return new(
            "watchers-account", $"{sizes.Watchers:N0} open streams of an account's parcels, each told of every event, one a second",
            new WatchAccount(stage, sizes.Watchers), Limit: null,
            AtMost("missed", 0), AtMost("gateway", 400), AtMost("tracking", 400));
        yield return new("notifications", "mails out by SMTP", new SendNotifications(stage, sizes.Notified));
        if (stage.IsOurs)
        {
            yield return new("start", "from nothing to a healthy system", new StartUp());
        }
    }

    /// <summary>What the parts can do alone.</summary>
    private static IEnumerable<Figure> Machine(Stage stage)
    {
        if (PgBench.Program is not null)
        {
            yield return new("machine-database-1", "PostgreSQL: creates of one client", new PgBench(stage.System, clients: 1, rows: 1));
            yield return new("machine-database-16", "PostgreSQL: creates of 16 clients", new PgBench(stage.System, clients: 16, rows: 1));
            yield return new("machine-database-batch", "PostgreSQL: creates of four clients, 100 in a transaction",
                new PgBench(stage.System, clients: 4, rows: 100));
        }

        yield return new("machine-broker", "RabbitMQ: one publisher, one consumer, one quorum queue", new BareQueue(stage.System));
        yield return new("machine-json", "Kestrel: JSON in and out, 64 callers", new CallBareGateway(stage, "/json", 64));
        yield return new("machine-hop", "Kestrel: the same with an HTTP/2 hop behind it", new CallBareGateway(stage, "/hop", 64));
    }

    private static IEnumerable<Figure> Correctness(Stage stage, Sizes sizes)
    {
        yield return Flow("flow", "every event of every shipment, once", brokerAway: false);
        if (stage.IsOurs)
        {
            // The last of all: the bare pipeline does not come back from it.
            yield return Flow("flow-broker-away", "the same with the broker killed, and away for ten seconds", brokerAway: true);
        }

        Figure Flow(string name, string what, bool brokerAway) => new(
            name, what, new WholeFlow(stage, sizes.Flow, brokerAway), Limit: null,
            AtMost("not accepted", 0), AtMost("missing", 0), AtMost("doubled", 0))
        {
            IsMeasuredOnce = true,
        };
    }
}
