using Logistics.Bench.Figures;
using Logistics.Bench.Measuring;

namespace Logistics.Bench.Report;

/// <summary>All rounds of a figure, and processor seconds by process, summed over the rounds: of ours, and of the limit.</summary>
internal sealed class FigureResult(Figure figure)
{
    public Figure Figure => figure;

    public List<Reading> Rounds { get; } = [];

    public List<Reading> LimitRounds { get; } = [];

    public Dictionary<string, double> Processor { get; } = [];

    public Dictionary<string, double> LimitProcessor { get; } = [];

    public IEnumerable<KeyValuePair<string, long>> Errors => Rounds.Concat(LimitRounds)
        .SelectMany(round => round.Errors ?? new Dictionary<string, long>())
        .GroupBy(error => error.Key, (name, counts) => KeyValuePair.Create(name, counts.Sum(count => count.Value)));
}
