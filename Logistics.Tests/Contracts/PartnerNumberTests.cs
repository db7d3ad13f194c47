using Logistics.Contracts;
using Xunit;

namespace Logistics.Tests.Contracts;

public sealed class PartnerNumberTests
{
    [Theory]
    [InlineData("RB473124829US")]
    [InlineData("RB123456785GB")]
    [InlineData("RB123456785US")]
    [InlineData("RB000000080DZ")]
    [InlineData("RB000000120DZ")]
    [InlineData("RB000000005DZ")]
    [InlineData("RB000000155DZ")]
    [InlineData("000123450000000027")]
    public void A_number_with_its_check_digit_is_one(string text)
    {
        Assert.True(PartnerNumber.TryParse(text, out var number));
        Assert.Equal(text, number.ToString());
    }

    [Theory]
    [InlineData("RB123456786US")]
    [InlineData("RB123456785XX")]
    [InlineData("R1123456785GB")]
    [InlineData("RB12345678GB")]
    [InlineData("000000000000000001")]
    [InlineData("000000000000000000")]
    [InlineData("000123450000000028")]
    [InlineData("00012345000000002")]
    [InlineData("PKG7K3M9QX2VHDTG")]
    [InlineData("")]
    [InlineData(null)]
    public void Anything_else_is_none(string? text) => Assert.False(PartnerNumber.TryParse(text, out _));

    [Theory]
    [InlineData("rb 123 456 785 gb", "RB123456785GB")]
    [InlineData("(00) 0001 2345 0000 0000 27", "000123450000000027")]
    [InlineData("00000123450000000027", "000123450000000027")]
    public void It_is_read_as_people_and_scanners_write_it(string written, string number)
    {
        Assert.True(PartnerNumber.TryParse(written, out var read));
        Assert.Equal(number, read.ToString());
    }

    [Fact]
    public void Every_wrong_check_digit_is_caught() => Assert.All(
        Enumerable.Range(0, 10).Where(digit => digit is not (5 or 7)),
        digit => Assert.False(
            PartnerNumber.TryParse($"RB12345678{digit}GB", out _) || PartnerNumber.TryParse($"00012345000000002{digit}", out _)));
}
