using System.Globalization;
using Logistics.Bench.Measuring;

namespace Logistics.Bench.Report;

/// <summary>What a whole run gave, for people.</summary>
/// <param name="AtRest">Memory in MiB (RSS and PSS) by process, before the load.</param>
/// <param name="AfterLoad">The same after it.</param>
internal sealed record BenchReport(IReadOnlyList<FigureResult> Results, Memory AtRest, Memory AfterLoad)
{
    private static readonly Target MemoryTarget = Target.AtMost("memory", 180);
    private static readonly string[] Services = ["gateway", "identity", "shipments", "tracking", "notifications"];

    public IEnumerable<Row> Rows => Results.SelectMany(Row.Of);

    public string ToText() => string.Join(Environment.NewLine, [FiguresTable(), ProcessorTable(), MemoryTable(), .. ErrorLines()]);

    private string FiguresTable() => MarkdownTable.Write(
        ["figure", "", "median", "min – max", "limit", "ratio", "target", ""],
        Rows.Select(row => (IReadOnlyList<string>)
        [
            row.Figure,
            row.Unit.Length == 0 ? row.Number : $"{row.Number}, {row.Unit}",
            Show(row.Measured.Median),
            $"{Show(row.Measured.Min)} – {Show(row.Measured.Max)}",
            row.Limit is { } limit ? Show(limit.Median) : "",
            Show(row.Ratio, "0.00"),
            row.Target?.ToString() ?? "",
            row.IsMet switch { true => "met", false => "MISSED", null => "" },
        ]));

    /// <summary>Milliseconds of processor for one operation, by process: where the time goes.</summary>
    private string ProcessorTable()
    {
        var processes = Results.SelectMany(result => result.Processor.Concat(result.LimitProcessor))
            .Where(use => use.Value > 0).Select(use => use.Key).Distinct().ToList();
        return MarkdownTable.Write(
            ["processor, ms for one", "all", .. processes],
            Results.SelectMany(result => (IReadOnlyList<string>?[])
                [
                    Row(result.Figure.Name, result.Processor, result.Rounds),
                    Row(result.Figure.Name + " (limit)", result.LimitProcessor, result.LimitRounds),
                ]).OfType<IReadOnlyList<string>>());

        IReadOnlyList<string>? Row(string name, Dictionary<string, double> seconds, List<Reading> rounds)
        {
            var operations = rounds.Sum(round => round.Operations);
            return operations == 0
                ? null
                : [name, ForOne(seconds.Values.Sum()), .. processes.Select(process => ForOne(seconds.GetValueOrDefault(process)))];

            string ForOne(double total) => Show(total * 1000 / operations, "0.000");
        }
    }

    private string MemoryTable() => MarkdownTable.Write(
        ["memory, MiB", "at rest RSS", "PSS", "after load RSS", "PSS", "target", ""],
        AfterLoad.Resident.Keys.Select(process => (IReadOnlyList<string>)
        [
            process,
            Show(AtRest.Resident.GetValueOrDefault(process)),
            Show(AtRest.Proportional.GetValueOrDefault(process)),
            Show(AfterLoad.Resident[process]),
            Show(AfterLoad.Proportional.GetValueOrDefault(process)),
            Services.Contains(process) ? MemoryTarget.ToString() : "",
            Services.Contains(process) ? AfterLoad.Resident[process] <= MemoryTarget.Value ? "met" : "MISSED" : "",
        ]));

    private IEnumerable<string> ErrorLines() =>
        from result in Results from error in result.Errors select $"{result.Figure.Name}: {error.Value} × {error.Key}";

    private static string Show(double value, string? format = null) => !double.IsFinite(value) ? "" : value.ToString(
        format ?? value switch
        {
            _ when value == Math.Floor(value) => "#,0",
            >= 100 => "#,0",
            >= 10 => "0.0",
            _ => "0.00",
        },
        CultureInfo.InvariantCulture);
}

internal sealed record Memory(IReadOnlyDictionary<string, double> Resident, IReadOnlyDictionary<string, double> Proportional)
{
    public static Memory Of(IReadOnlyDictionary<string, int> processIds) =>
        new(ProcessTree.MemoryMiB(processIds, proportional: false), ProcessTree.MemoryMiB(processIds, proportional: true));
}
