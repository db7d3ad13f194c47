using Logistics.Tracking.Domain;
using Xunit;

namespace Logistics.Tests.Webhooks;

public sealed class WebhookSecretTests
{
    /// <summary>The test vector of the Standard Webhooks libraries.</summary>
    [Fact]
    public void Signatures_are_those_of_the_specification()
    {
        var secret = new WebhookSecret(Convert.FromBase64String("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));

        Assert.Equal("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", secret.Reveal());
        Assert.Equal(
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            secret.Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, """{"test": 2432232314}"""u8));
    }

    [Fact]
    public void Each_secret_is_another_and_long_enough()
    {
        var (one, other) = (WebhookSecret.Create(), WebhookSecret.Create());

        Assert.NotEqual(one.Reveal(), other.Reveal());
        Assert.InRange(one.Key.Length, 24, 64); // what the specification asks for
    }
}
