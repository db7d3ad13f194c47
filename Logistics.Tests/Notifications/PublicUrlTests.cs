using Logistics.Notifications.Email;
using Xunit;

namespace Logistics.Tests.Notifications;

public sealed class PublicUrlTests
{
    [Theory]
    [InlineData("https://parcels.example/", true)]
    [InlineData("https://example.org/parcels/", true)]
    [InlineData("http://localhost:8000/", true)]
    [InlineData("http://parcels.example/", false)]
    [InlineData("https://example.org/parcels", false)]
    [InlineData("https://parcels.example/?a=b", false)]
    [InlineData("parcels.example", false)]
    [InlineData("ftp://parcels.example/", false)]
    public void Links_lead_to_a_public_address_over_HTTPS(string url, bool isGood)
    {
        var verdict = new SmtpOptionsValidator().Validate(null, new SmtpOptions { PublicUrl = new Uri(url, UriKind.RelativeOrAbsolute) });

        Assert.Equal(isGood, !verdict.Failed);
        Assert.True(isGood || verdict.FailureMessage?.Contains("Smtp:PublicUrl", StringComparison.Ordinal) == true, verdict.FailureMessage);
    }
}
