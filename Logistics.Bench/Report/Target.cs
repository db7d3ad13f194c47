using System.Globalization;
using Logistics.Bench.Measuring;

namespace Logistics.Bench.Report;

internal enum TargetKind
{
    AtLeast,
    AtMost,

    /// <summary>So many times the limit.</summary>
    AtLeastOfLimit,
}

/// <summary>What is wanted of a number.</summary>
internal sealed record Target(string Number, TargetKind Kind, double Value)
{
    public static Target AtLeast(string number, double value) => new(number, TargetKind.AtLeast, value);

    public static Target AtMost(string number, double value) => new(number, TargetKind.AtMost, value);

    public static Target OfLimit(string number, double factor) => new(number, TargetKind.AtLeastOfLimit, factor);

    /// <summary>Judged by medians; <see langword="null"/> where there is nothing to judge by.</summary>
    public bool? IsMet(Spread ours, Spread? limit)
    {
        var compared = Kind == TargetKind.AtLeastOfLimit ? ours.Median / limit?.Median ?? double.NaN : ours.Median;
        return !double.IsFinite(compared) ? null : Kind == TargetKind.AtMost ? compared <= Value : compared >= Value;
    }

    public override string ToString()
    {
        var value = Value.ToString("#,0.##", CultureInfo.InvariantCulture);
        return Kind switch
        {
            TargetKind.AtLeast => $"≥ {value}",
            TargetKind.AtMost => $"≤ {value}",
            TargetKind.AtLeastOfLimit => $"≥ {value} × limit",
            _ => throw new ArgumentOutOfRangeException(nameof(Kind), Kind, "Unknown kind."),
        };
    }
}
