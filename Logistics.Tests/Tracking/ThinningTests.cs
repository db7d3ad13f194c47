using FsCheck;
using FsCheck.Fluent;
using Logistics.Tracking;
using Logistics.Tracking.Domain;
using Logistics.Tracking.Features.RecordLocations;
using Xunit;

namespace Logistics.Tests.Tracking;

public sealed class ThinningTests
{
    private static readonly LocationOptions Options = new();

    [Fact]
    public void A_van_that_stands_is_kept_now_and_then_and_one_that_drives_at_each_stretch()
    {
        var standing = Enumerable.Range(0, 300).Select(second => Ping(second, meters: 0));
        var driving = Enumerable.Range(300, 300).Select(second => Ping(second, meters: (second - 300) * 10));

        var kept = Thinning.Keep(standing.Concat(driving), [], Options);

        Assert.Equal(
            [0, 120, 240, 305, 315, 325], kept.Take(6).Select(ping => (int)(ping.At - Story.Start).TotalSeconds)); // 305: 50 m on
    }

    [Fact]
    public void What_the_device_is_not_sure_of_is_not_kept() =>
        Assert.Empty(Thinning.Keep([Ping(0, 0) with { AccuracyMeters = 500 }], [], Options));

    [Fact]
    public void However_a_days_pings_are_batched_and_repeated_no_two_that_are_kept_are_near_each_other() => Check.One(
        Config.QuickThrowOnFailure.WithQuietOnSuccess(true),
        Prop.ForAll(
            Gen.Choose(0, 3_000).Two().ListOf(120).ToArbitrary(),
            pings =>
            {
                var kept = new List<LocationPing>();
                foreach (var batch in pings.Select(ping => Ping(ping.Item1, ping.Item2)).Chunk(25))
                {
                    kept.AddRange(Thinning.Keep(batch, kept, Options));
                    Assert.Empty(Thinning.Keep(batch.Where(kept.Contains), kept, Options));
                }

                kept.Sort((one, other) => one.At.CompareTo(other.At));
                return kept.Zip(kept.Skip(1)).All(pair => pair.Second.At - pair.First.At >= Options.MaxInterval
                    || (pair.Second.At - pair.First.At >= Options.MinInterval
                    && pair.First.MetersTo(pair.Second) >= Options.MinDistanceMeters - 0.001));
            }));

    [Theory]
    [InlineData(36.7538, 3.0588)]
    [InlineData(-54.8019, -68.3030)]
    [InlineData(69.6496, 18.9560)]
    public void What_is_rounded_is_within_a_hundred_metres_and_tells_no_two_doors_apart(double latitude, double longitude)
    {
        var exact = new LocationPing(Story.Start, latitude, longitude, 5, 3);

        var coarse = exact.Coarse();

        Assert.InRange(exact.MetersTo(coarse), 0, 71.5);
        Assert.Equal(coarse, coarse.Coarse());
        Assert.Null(coarse.AccuracyMeters);
    }

    private static LocationPing Ping(int second, double meters) =>
        new(Story.Start.AddSeconds(second), 36.7 + (meters / 111_320), 3.1, null, null);
}
