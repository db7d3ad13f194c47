using System.Net;
using Logistics.Tracking.Features.SendWebhooks;
using Microsoft.Extensions.Options;
using Xunit;

namespace Logistics.Tests.Webhooks;

public sealed class PublicAddressesTests
{
    [Theory]
    [InlineData("93.184.215.14", true)]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:2800:21f:cb07:6820:80da:af6b:8b2c", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("198.19.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2001::1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    public void Only_public_addresses_are_called(string address, bool allowed) =>
        Assert.Equal(allowed, Of().MayCall(IPAddress.Parse(address)));

    [Fact]
    public void A_configured_network_is_called_too()
    {
        var addresses = Of("10.20.0.0/16", "fd00::/8");

        Assert.True(addresses.MayCall(IPAddress.Parse("10.20.3.4")));
        Assert.True(addresses.MayCall(IPAddress.Parse("::ffff:10.20.3.4")));
        Assert.True(addresses.MayCall(IPAddress.Parse("fd12::1")));
        Assert.False(addresses.MayCall(IPAddress.Parse("10.21.3.4")));
    }

    private static PublicAddresses Of(params string[] allowed) => new(Options.Create(new WebhookOptions { AllowedNetworks = allowed }));
}
