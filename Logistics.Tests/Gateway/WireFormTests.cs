using System.Net;
using System.Text.Json;
using Logistics.Contracts.Common.V1;
using Logistics.Gateway.Api;
using Logistics.Gateway.RateLimits;
using Xunit;
using Money = Logistics.Gateway.Api.Money;

namespace Logistics.Tests.Gateway;

/// <summary>Small translations between the public JSON and what is behind it.</summary>
public sealed class WireFormTests
{
    [Theory]
    [InlineData("EUR", "49.90", 4990)]
    [InlineData("JPY", "500", 500)]
    [InlineData("TND", "1.250", 1250)]
    [InlineData("DZD", "-1", -100)]
    public void Money_goes_to_the_smallest_unit_and_back(string currency, string amount, long minorUnits)
    {
        var money = new Money { Currency = currency, Amount = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture) };

        Assert.Equal(minorUnits, money.ToMinorUnits());
        Assert.Equal(money.Amount, Money.FromMinorUnits(currency, minorUnits).Amount);
    }

    [Theory]
    [InlineData("EUR", "0.001")]
    [InlineData("JPY", "0.5")]
    [InlineData("EUR", "99999999999999999999")]
    [InlineData("EUR", "79228162514264337593543950335")]
    public void Money_that_its_currency_cannot_say_is_none(string currency, string amount) =>
        Assert.Null(
            new Money { Currency = currency, Amount = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture) }
                .ToMinorUnits());

    [Theory]
    [InlineData("2026-04-06T12:00:00Z", "2026-04-06T12:00:00Z")]
    [InlineData("2026-04-06T12:00:00+00:00", "2026-04-06T12:00:00Z")]
    [InlineData("2026-04-06T13:00:00.5+01:00", "2026-04-06T13:00:00.5+01:00")]
    [InlineData("2026-04-06T08:00:00-04:00", "2026-04-06T08:00:00-04:00")]
    public void A_time_keeps_its_offset(string read, string written)
    {
        var time = JsonSerializer.Deserialize($"\"{read}\"", GatewayJson.Shared.DateTimeOffset);

        Assert.Equal($"\"{written}\"", JsonSerializer.Serialize(time, GatewayJson.Shared.DateTimeOffset));
    }

    [Theory]
    [InlineData("\"2026-04-06T12:00:00\"")]
    [InlineData("\"2026-04-06\"")]
    [InlineData("1775476800")]
    [InlineData("\"\"")]
    public void A_time_without_an_offset_is_none(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, GatewayJson.Shared.DateTimeOffset));

    [Fact]
    public void Every_status_has_its_public_name_and_unspecified_has_none()
    {
        Assert.Equal(17, PublicNames<ShipmentStatus>.All.Count);
        Assert.True(PublicNames<ShipmentStatus>.TryParse("ARRIVED_AT_WAREHOUSE", out var status));
        Assert.Equal(ShipmentStatus.ArrivedAtWarehouse, status);
        Assert.False(PublicNames<ShipmentStatus>.TryParse("UNSPECIFIED", out _));
        Assert.False(PublicNames<ShipmentStatus>.TryParse("delivered", out _));
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    public void An_IPv6_network_counts_as_one_address(string address, string counted) =>
        Assert.Equal(IPAddress.Parse(counted), ClientAddress.Of(IPAddress.Parse(address)));
}
