using FsCheck;
using FsCheck.Fluent;
using Logistics.Contracts;
using Xunit;

namespace Logistics.Tests.Contracts;

public sealed class TrackingNumberTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    [Theory]
    [InlineData("PKG000000000000W")]
    [InlineData("PKG000000000001Y")]
    [InlineData("PKG7K3M9QX2VHDTG")]
    [InlineData("PKGZZZZZZZZZZZZ4")]
    [InlineData("PKG123456789ABCQ")]
    public void Published_examples_are_valid(string text)
    {
        Assert.True(TrackingNumber.TryParse(text, out var number));
        Assert.Equal(text, number.ToString());
    }

    [Theory]
    [InlineData("pkg7k3m9qx2vhdtg")]
    [InlineData("PKG 7K3M 9QX2 VHDT G")]
    [InlineData("pkg-7k3m-9qx2-vhdt-g")]
    public void Input_forgives_case_spaces_and_dashes(string text)
    {
        Assert.True(TrackingNumber.TryParse(text, out var number));
        Assert.Equal("PKG7K3M9QX2VHDTG", number.ToString());
    }

    [Theory]
    [InlineData("PKGOOOOOOOOOOOOW", "PKG000000000000W")]
    [InlineData("PKG00000000000IY", "PKG000000000001Y")]
    [InlineData("pkg00000000000ly", "PKG000000000001Y")]
    public void Input_forgives_letters_that_look_like_digits(string text, string expected)
    {
        Assert.True(TrackingNumber.TryParse(text, out var number));
        Assert.Equal(expected, number.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("PKG")]
    [InlineData("PKG000000000000")]
    [InlineData("PKG000000000000WW")]
    [InlineData("ABC000000000000W")]
    [InlineData("PKGU00000000000W")]
    [InlineData("PKG00000000000é0")]
    public void Anything_else_is_rejected(string? text) => Assert.False(TrackingNumber.TryParse(text, out _));

    [Fact]
    public void Every_single_wrong_character_is_caught() => Prop.ForAll(Numbers(), number =>
    {
        for (var i = 3; i < TrackingNumber.Length; i++)
        {
            foreach (var wrong in Alphabet.Where(character => character != number[i]))
            {
                Assert.False(TrackingNumber.TryParse(number[..i] + wrong + number[(i + 1)..], out _), $"{wrong} at {i} of {number}");
            }
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_swap_of_two_neighbours_is_caught() => Prop.ForAll(Numbers(), number =>
    {
        for (var i = 2; i < TrackingNumber.Length - 1; i++)
        {
            if (number[i] != number[i + 1])
            {
                Assert.False(
                    TrackingNumber.TryParse($"{number[..i]}{number[i + 1]}{number[i]}{number[(i + 2)..]}", out _), $"at {i} of {number}");
            }
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_issued_can_be_read() => Prop.ForAll(
        Numbers(), number => TrackingNumber.TryParse(number, out var parsed) && parsed.ToString() == number).QuickCheckThrowOnFailure();

    [Fact]
    public void The_default_value_is_no_number() => Assert.Throws<InvalidOperationException>(() => default(TrackingNumber).ToString());

    private static Arbitrary<string> Numbers() => ArbMap.Default.GeneratorFor<byte>().ArrayOf(TrackingNumber.BodyLength)
        .Select(random => TrackingNumber.FromRandom(random).ToString())
        .ToArbitrary();
}
