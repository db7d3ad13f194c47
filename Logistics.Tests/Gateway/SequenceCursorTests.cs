using FsCheck;
using FsCheck.Fluent;
using Logistics.Gateway.Features.StreamTimeline;
using Xunit;

namespace Logistics.Tests.Gateway;

public sealed class SequenceCursorTests
{
    [Fact]
    public void In_order_the_floor_is_the_sequence()
    {
        var cursor = new SequenceCursor(3);

        Assert.True(cursor.TryPass(4));
        Assert.True(cursor.TryPass(5));
        Assert.Equal(5, cursor.Floor);
    }

    [Fact]
    public void What_was_sent_before_does_not_pass_again()
    {
        var cursor = new SequenceCursor(3);

        Assert.False(cursor.TryPass(3));
        Assert.True(cursor.TryPass(5));
        Assert.False(cursor.TryPass(5));
    }

    [Fact]
    public void The_floor_waits_for_what_is_missing()
    {
        var cursor = new SequenceCursor(0);

        Assert.True(cursor.TryPass(2));
        Assert.True(cursor.TryPass(3));
        Assert.Equal(0, cursor.Floor);
        Assert.True(cursor.TryPass(1));
        Assert.Equal(3, cursor.Floor);
    }

    [Fact]
    public void In_whatever_order_and_however_often_each_passes_once() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        bytes =>
        {
            var cursor = new SequenceCursor(0);
            var sequences = bytes.Select(value => (value % 20) + 1).ToList();
            var passed = sequences.Where(cursor.TryPass).ToList();
            var floor = 0;
            while (sequences.Contains(floor + 1))
            {
                floor++;
            }

            return passed.Count == passed.Distinct().Count() && passed.Count == sequences.Distinct().Count() && cursor.Floor == floor;
        }).QuickCheckThrowOnFailure();
}
