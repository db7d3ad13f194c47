using Logistics.Contracts;
using Logistics.Identity.Domain;
using Xunit;

namespace Logistics.Tests.Identity;

public sealed class PostalCodesTests
{
    [Theory]
    [InlineData("DZ", "16000")]
    [InlineData("FR", "75009")]
    [InlineData("US", "94105")]
    [InlineData("US", "94105-1804")]
    [InlineData("GB", "M1 1AE")]
    [InlineData("GB", "EC1A 1BB")]
    [InlineData("GB", "W1A 0AX")]
    [InlineData("CA", "K1A 0B1")]
    [InlineData("NL", "1012 AB")]
    [InlineData("PL", "00-950")]
    [InlineData("JP", "100-0001")]
    [InlineData("IE", "D02 X285")]
    [InlineData("MC", "98000")]
    [InlineData("AE", null)]
    [InlineData("AE", "whatever")]
    public void A_code_of_the_countrys_form_is_taken(string country, string? code) => Assert.Null(PostalCodes.FaultOf(code, country));

    [Theory]
    [InlineData("DZ", "1600")]
    [InlineData("DZ", "160000")]
    [InlineData("DZ", null)]
    [InlineData("FR", "7500A")]
    [InlineData("GB", "12345")]
    [InlineData("US", "94105-")]
    [InlineData("NL", "1012")]
    [InlineData("FR", "٧٥٠٠٩")]
    public void Another_is_refused_with_the_form(string country, string? code) =>
        Assert.Contains("'", PostalCodes.FaultOf(code, country), StringComparison.Ordinal);

    [Fact]
    public void The_forms_are_of_countries_that_there_are() =>
        // Kosovo has codes, and no code of its own in ISO 3166-1.
        Assert.Empty(PostalCodes.Countries.Except(CountryCodes.All).Except(["XK"]));
}
