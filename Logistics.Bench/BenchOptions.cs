namespace Logistics.Bench;

/// <summary>What to measure, and how long.</summary>
/// <param name="Figures">The beginnings of the names of those to run; all when there are none.</param>
/// <param name="Rounds">How often each figure and its limit are measured, in turn.</param>
/// <param name="RoundTime">How long each time.</param>
/// <param name="WarmUp">How long everything is run before anything counts.</param>
/// <param name="Sizes">How much, where it is not time that bounds it.</param>
internal sealed record BenchOptions(IReadOnlyList<string> Figures, int Rounds, TimeSpan RoundTime, TimeSpan WarmUp, Sizes Sizes)
{
    /// <summary>Each figure once, for as short as can be: that it works, not how fast.</summary>
    public static BenchOptions Smoke { get; } = new([], Rounds: 1, TimeSpan.FromSeconds(1), TimeSpan.Zero, Sizes.Small);
}

/// <param name="Watchers">Open streams on one Gateway.</param>
/// <param name="Watched">Shipments that are updated and watched at a steady pace.</param>
/// <param name="Notified">Shipments created at once, whose mails are then awaited.</param>
/// <param name="Flow">Shipments created to see whether all of their events arrive.</param>
/// <param name="FastestPace">Figures at a steady pace go no faster, in a second.</param>
/// <param name="Settling">How long to wait, after a measurement, for what it has left behind.</param>
internal sealed record Sizes(int Watchers, int Watched, int Notified, int Flow, int BulkRows, double FastestPace, TimeSpan Settling)
{
    public static Sizes Full { get; } = new(
        Watchers: 5_000,
        Watched: 100,
        Notified: 2_000,
        Flow: 20_000,
        BulkRows: 500,
        FastestPace: double.PositiveInfinity,
        TimeSpan.FromMinutes(2));

    public static Sizes Small { get; } = new(
        Watchers: 10, Watched: 10, Notified: 20, Flow: 100, BulkRows: 20, FastestPace: 50, TimeSpan.Zero);
}
