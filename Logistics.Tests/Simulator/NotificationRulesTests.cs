using Logistics.Contracts;
using Logistics.Contracts.Events;
using Logistics.Notifications.Rules;
using Logistics.Simulator.Verification;
using Xunit;

namespace Logistics.Tests.Simulator;

public sealed class NotificationRulesTests
{
    [Fact]
    public void What_the_demo_expects_is_what_the_platform_promises() => Assert.All(
        ShipmentEventNames.Statuses,
        status => Assert.Equal(
            ShipmentRules.For(status).Audiences.Select(audience => new Telling(audience.Role.ToWire().ToLowerInvariant(), audience.Channel.ToWire())).ToHashSet(),
            NotificationRules.For(status).ToHashSet()));
}
