using static Logistics.Bench.Report.Target;

namespace Logistics.Bench.Figures;

/// <summary>All figures, in the order in which they are measured. The targets are for a machine of two cores.</summary>
internal static class Catalogue
{
    public static IEnumerable<Figure> Of(Stage stage)
    {
        yield return new("create-1", "shipments created by one caller", new CreateShipments(stage, 1), new CreateOnBarePipeline(stage, 1),
            AtMost("p50", 3), AtMost("p99", 10), AtMost("drain", 1));
        yield return new("create-16", "shipments created by 16 callers", new CreateShipments(stage, 16), new CreateOnBarePipeline(stage, 16),
            OfLimit("rate", 0.6), AtMost("p99", 45), AtMost("drain", 1));
        yield return new("create-64", "shipments created by 64 callers", new CreateShipments(stage, 64), new CreateOnBarePipeline(stage, 64),
            OfLimit("rate", 0.6), AtMost("drain", 1));
        yield return Timeline("timeline-50", 50);
        yield return Timeline("timeline-200", 200, AtMost("p50", 6), AtMost("p99", 100));
        yield return Timeline("timeline-1000", 1_000, AtMost("drain", 1));

        Figure Timeline(string name, double perSecond, params Report.Target[] targets) => new(
            name,
            $"from the request to the public timeline, at {perSecond}/s",
            new EventToTimeline(stage, () => perSecond),
            new EventToBareTimeline(stage, () => perSecond),
            targets);
    }
}
