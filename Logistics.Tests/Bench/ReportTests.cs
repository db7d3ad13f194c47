using Logistics.Bench.Figures;
using Logistics.Bench.Measuring;
using Logistics.Bench.Report;
using Xunit;

namespace Logistics.Tests.Bench;

public sealed class ReportTests
{
    private static readonly Memory NoMemory = new(new Dictionary<string, double>(), new Dictionary<string, double>());

    [Theory]
    [InlineData(60, 100, true)]
    [InlineData(59, 100, false)]
    [InlineData(60, double.NaN, null)]
    public void A_target_may_be_a_share_of_the_limit(double ours, double limit, bool? met) =>
        Assert.Equal(met, Target.OfLimit("rate", 0.6).IsMet(Spread.Of([ours]), Spread.Of([limit])));

    [Fact]
    public void A_target_is_a_bound_on_one_side()
    {
        Assert.True(Target.AtMost("p99", 10).IsMet(Spread.Of([10]), null));
        Assert.False(Target.AtMost("p99", 10).IsMet(Spread.Of([11]), null));
        Assert.True(Target.AtLeast("rate", 10).IsMet(Spread.Of([10]), null));
        Assert.Equal("≥ 8,000", Target.AtLeast("rate", 8_000).ToString());
        Assert.Equal("≥ 0.6 × limit", Target.OfLimit("rate", 0.6).ToString());
    }

    [Fact]
    public void Each_number_stands_beside_its_limit_and_its_target()
    {
        var row = Assert.Single(new BenchReport([Result([1_000, 1_200, 1_100], [2_200])], NoMemory, NoMemory).Rows);

        Assert.Equal(new Spread(1_100, 1_000, 1_200), row.Measured);
        Assert.Equal(0.5, row.Ratio);
        Assert.False(row.IsMet);
    }

    [Fact]
    public void The_table_says_at_a_glance_what_was_missed()
    {
        var text = new BenchReport([Result([1_100], [2_200])], NoMemory, NoMemory).ToText();

        Assert.Contains(
            "| create-16 | rate, 1/s |  1,100 | 1,100 – 1,100 | 2,200 |  0.50 | ≥ 0.6 × limit | MISSED |", text, StringComparison.Ordinal);
        Assert.Contains("create-16: 2 × 503", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_has_columns_of_one_width() =>
        Assert.Equal(
            ["| a   |  bb |", "|-----|----:|", "| ccc | 100 |"],
            MarkdownTable.Write(["a", "bb"], [["ccc", "100"]]).Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void A_process_is_measured_with_what_it_has_started()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no /proc.");
        var self = new Dictionary<string, int> { ["self"] = Environment.ProcessId };

        Assert.True(ProcessTree.MemoryMiB(self, proportional: false)["self"] > 1);
        Assert.True(ProcessTree.ProcessorSeconds(self)["self"] > 0);
    }

    private static FigureResult Result(double[] rates, double[] limits)
    {
        var result = new FigureResult(new Figure("create-16", "shipments", new Never(), new Never(), Target.OfLimit("rate", 0.6)));
        result.Rounds.AddRange(
            rates.Select(rate => new Reading([new("rate", "1/s", rate)], 1, new Dictionary<string, long> { ["503"] = 2 })));
        result.LimitRounds.AddRange(limits.Select(rate => new Reading([new("rate", "1/s", rate)], 1)));
        return result;
    }

    private sealed class Never : IMeasurement
    {
        public Task<Reading> MeasureAsync(TimeSpan duration, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("Not to be measured.");
    }
}
