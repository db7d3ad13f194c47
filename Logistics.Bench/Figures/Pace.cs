namespace Logistics.Bench.Figures;

/// <summary>How many a second.</summary>
internal abstract class Pace
{
    public static Pace Of(double perSecond) => new Fixed(perSecond);

    /// <summary>A share of what <paramref name="maximum"/> gives, which is measured when the pace is first asked for.</summary>
    public static Pace ShareOf(IMeasurement maximum, double share) => new Share(maximum, share);

    public Pace AtMost(double perSecond) => double.IsFinite(perSecond) ? new Capped(this, perSecond) : this;

    public abstract Task<double> PerSecondAsync(CancellationToken cancellationToken);

    private sealed class Capped(Pace pace, double most) : Pace
    {
        public override async Task<double> PerSecondAsync(CancellationToken cancellationToken) =>
            Math.Min(most, await pace.PerSecondAsync(cancellationToken));
    }

    private sealed class Fixed(double perSecond) : Pace
    {
        public override Task<double> PerSecondAsync(CancellationToken cancellationToken) => Task.FromResult(perSecond);
    }

    private sealed class Share(IMeasurement maximum, double share) : Pace
    {
        private static readonly TimeSpan Trial = TimeSpan.FromSeconds(5);

        private double? _perSecond;

        public override async Task<double> PerSecondAsync(CancellationToken cancellationToken) =>
            _perSecond ??= share * (await maximum.MeasureAsync(Trial, cancellationToken)).Get("rate");
    }
}
