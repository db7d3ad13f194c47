namespace Logistics.Bench.Measuring;

/// <summary>What the rounds gave.</summary>
internal readonly record struct Spread(double Median, double Min, double Max)
{
    /// <summary>Rounds that gave no number are passed over; NaN where none did.</summary>
    public static Spread Of(IEnumerable<double> values)
    {
        var sorted = values.Where(double.IsFinite).Order().ToArray();
        if (sorted.Length == 0)
        {
            return new(double.NaN, double.NaN, double.NaN);
        }

        var middle = sorted.Length / 2;
        var median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new(median, sorted[0], sorted[^1]);
    }
}
