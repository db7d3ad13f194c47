using Logistics.Bench.Measuring;
using Xunit;

namespace Logistics.Tests.Bench;

public sealed class LatenciesTests
{
    [Theory]
    [InlineData(50, 50)]
    [InlineData(99, 99)]
    [InlineData(99.5, 100)]
    [InlineData(100, 100)]
    [InlineData(0, 1)]
    public void A_percentile_is_the_smallest_that_so_many_do_not_exceed(double percent, double expected)
    {
        var latencies = new Latencies();
        foreach (var milliseconds in Enumerable.Range(1, 100).Reverse())
        {
            latencies.Add(TimeSpan.FromMilliseconds(milliseconds));
        }

        Assert.Equal(expected, latencies.Percentile(percent));
    }

    [Fact]
    public void Of_nothing_there_is_no_percentile() => Assert.Equal(double.NaN, new Latencies().Percentile(50));

    [Fact]
    public void Workers_latencies_are_merged()
    {
        var (one, other) = (new Latencies(), new Latencies());
        one.Add(TimeSpan.FromMilliseconds(1));
        other.Add(TimeSpan.FromMilliseconds(3));

        var all = Latencies.Merge([one, other]);

        Assert.Equal(2, all.Count);
        Assert.Equal(3, all.Percentile(100));
    }

    [Fact]
    public void The_median_of_rounds_passes_over_those_without_a_number()
    {
        Assert.Equal(new Spread(2, 1, 3), Spread.Of([3, 1, double.NaN, 2]));
        Assert.Equal(new Spread(1.5, 1, 2), Spread.Of([2, 1]));
    }
}
