using Logistics.Bench.Measuring;

namespace Logistics.Bench.Report;

/// <summary>One number of one figure over all rounds, beside its limit.</summary>
internal sealed record Row(string Figure, string Number, string Unit, Spread Measured, Spread? Limit, Target? Target)
{
    public double Ratio => Limit is { } limit ? Measured.Median / limit.Median : double.NaN;

    public bool? IsMet => Target?.IsMet(Measured, Limit);

    public static IEnumerable<Row> Of(FigureResult result)
    {
        foreach (var number in result.Rounds.SelectMany(round => round.Numbers).DistinctBy(number => number.Name))
        {
            var limits = result.LimitRounds.SelectMany(round => round.Numbers).Where(other => other.Name == number.Name)
                .Select(other => other.Value).ToList();
            yield return new Row(
                result.Figure.Name,
                number.Name,
                number.Unit,
                Spread.Of(result.Rounds.Select(round => round.Get(number.Name))),
                limits.Count > 0 ? Spread.Of(limits) : null,
                result.Figure.Targets.FirstOrDefault(target => target.Number == number.Name));
        }
    }
}
