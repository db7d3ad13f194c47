using Logistics.Contracts;
using Logistics.Contracts.Events;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Rules;
using Logistics.Simulator.Verification;
using Xunit;

namespace Logistics.Tests.Simulator;

public sealed class NotificationRulesTests
{
    [Fact]
    public void What_the_demo_expects_is_what_the_platform_promises_by_the_channels_that_it_has() => Assert.All(
        ShipmentEventNames.Statuses,
        status => Assert.Equal(
            ShipmentRules.For(status).Audiences.Where(audience => audience.Channel is Channel.Email or Channel.InApp)
                .Select(audience => new Telling(audience.Role.ToWire().ToLowerInvariant(), audience.Channel.ToWire())).ToHashSet(),
            NotificationRules.For(status).ToHashSet()));
}
