using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Features.Register;
using Xunit;

namespace Logistics.Tests.Identity;

public sealed class RegisterValidationTests
{
    [Fact]
    public void A_full_request_has_no_faults()
    {
        Assert.Empty(Check(_ => { }));
    }

    [Fact]
    public void Phone_and_locale_may_be_left_out()
    {
        Assert.Empty(Check(request => (request.Phone, request.Locale) = (string.Empty, string.Empty)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("amina")]
    [InlineData("amina@")]
    [InlineData("amina@localhost")]
    [InlineData("Amina <amina@example.com>")]
    [InlineData("a@b.example\r\nBcc: everyone@example.com")]
    public void What_is_no_address_is_a_fault(string email)
    {
        Assert.Equal(["email"], Check(request => request.Email = email));
    }

    [Theory]
    [InlineData("0551234567")]
    [InlineData("+0551234567")]
    [InlineData("+213 551 234 567")]
    [InlineData("+2135512345678901")]
    public void What_is_not_E164_is_a_fault(string phone)
    {
        Assert.Equal(["phone"], Check(request => request.Phone = phone));
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var faults = Check(request =>
        {
            request.Email = "x";
            request.Name = " ";
            request.Phone = "y";
            request.Locale = "!";
            request.Password = string.Empty;
        });

        Assert.Equal(["email", "password", "name", "phone", "locale"], faults);
    }

    private static IEnumerable<string> Check(Action<RegisterRequest> change)
    {
        var request = new RegisterRequest
        {
            Email = "amina+parcels@example.com",
            Password = "correct horse",
            Name = "Amina Haddad",
            Phone = "+213551234567",
            Locale = "fr-DZ",
        };
        change(request);
        return RegisterValidation.FaultsOf(request, request.Password.Length > 0 ? [] : ["At least 10 characters."])
            .Select(fault => fault.Field);
    }
}
