using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Sessions;
using Logistics.ServiceDefaults.Results;
using Xunit;

namespace Logistics.Tests.Identity;

public sealed class AccountRulesTests
{
    [Theory]
    [InlineData("amina@example.com", "amina@example.com")]
    [InlineData("  amina@Example.COM ", "amina@example.com")]
    [InlineData("Amina+Parcels@example.com", "Amina+Parcels@example.com")]
    [InlineData("amina@xn--mnchen-3ya.example", "amina@münchen.example")]
    [InlineData("amina@MÜNCHEN.example", "amina@münchen.example")]
    public void An_address_has_one_form(string typed, string expected)
    {
        Assert.True(ContactRules.TryNormaliseEmail(typed, out var email));
        Assert.Equal(expected, email);
    }

    [Theory]
    [InlineData("amina@-.example")]
    [InlineData("amina@a..example")]
    [InlineData("Amina <amina@example.com>")]
    public void What_is_none_has_none(string typed) => Assert.False(ContactRules.TryNormaliseEmail(typed, out _));

    [Theory]
    [InlineData("203.0.113.77", "203.0.113.0/24")]
    [InlineData("::ffff:203.0.113.77", "203.0.113.0/24")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48")]
    [InlineData("", null)]
    [InlineData("somewhere", null)]
    public void Of_a_clients_address_only_the_network_is_kept(string address, string? place) =>
        Assert.Equal(place, Client.NetworkOf(address));

    [Fact]
    public void What_a_client_says_of_itself_is_cut_and_cleaned()
    {
        var client = Client.Of(new ClientInfo { Device = "  phone\r\nof Amina ", UserAgent = new string('x', 255) + "🐫" });

        Assert.Equal("phone of Amina", client.Device);
        Assert.Equal(new string('x', 255), client.UserAgent);
        Assert.Null(client.Place);
    }
}
