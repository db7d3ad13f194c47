using Logistics.Contracts;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Rules;
using Logistics.Notifications.Templates;
using Logistics.Tests.Notifications.Support;
using Xunit;

namespace Logistics.Tests.Notifications;

public sealed class ShipmentRulesTests
{
    public static TheoryData<ShipmentStatus> Statuses => [.. ShipmentEventNames.Statuses];

    [Theory]
    [InlineData(ShipmentStatus.Created, "sender IN_APP, recipient IN_APP")]
    [InlineData(ShipmentStatus.PickupScheduled, "sender IN_APP")]
    [InlineData(ShipmentStatus.PickedUp, "sender EMAIL, sender IN_APP, sender PUSH, recipient EMAIL, recipient IN_APP, recipient PUSH")]
    [InlineData(ShipmentStatus.InTransit, "sender IN_APP, recipient IN_APP")]
    [InlineData(ShipmentStatus.ArrivedAtWarehouse, "sender IN_APP, recipient IN_APP")]
    [InlineData(ShipmentStatus.InCustoms, "sender IN_APP, recipient IN_APP")]
    [InlineData(ShipmentStatus.OutForDelivery, "sender EMAIL, sender IN_APP, sender PUSH, recipient EMAIL, recipient IN_APP, recipient PUSH, recipient SMS")]
    [InlineData(ShipmentStatus.DeliveryAttempted, "sender EMAIL, sender IN_APP, sender PUSH, recipient EMAIL, recipient IN_APP, recipient PUSH, recipient SMS")]
    [InlineData(ShipmentStatus.AvailableForPickup, "sender EMAIL, sender IN_APP, sender PUSH, recipient EMAIL, recipient IN_APP, recipient PUSH, recipient SMS")]
    [InlineData(ShipmentStatus.Delivered, "sender EMAIL, sender IN_APP, sender PUSH, recipient EMAIL, recipient IN_APP, recipient PUSH, recipient SMS")]
    [InlineData(ShipmentStatus.OnHold, "sender EMAIL, sender IN_APP, sender PUSH, recipient IN_APP")]
    [InlineData(ShipmentStatus.Damaged, "sender EMAIL, sender IN_APP, sender PUSH, recipient EMAIL, recipient IN_APP, recipient PUSH")]
    [InlineData(ShipmentStatus.Lost, "sender EMAIL, sender IN_APP, sender PUSH, recipient EMAIL, recipient IN_APP, recipient PUSH")]
    [InlineData(ShipmentStatus.Returning, "sender EMAIL, sender IN_APP, sender PUSH, recipient EMAIL, recipient IN_APP, recipient PUSH")]
    [InlineData(ShipmentStatus.Returned, "sender EMAIL, sender IN_APP, sender PUSH, recipient IN_APP")]
    [InlineData(ShipmentStatus.Cancelled, "sender EMAIL, sender IN_APP, sender PUSH, recipient EMAIL, recipient IN_APP, recipient PUSH")]
    [InlineData(ShipmentStatus.Disposed, "sender EMAIL, sender IN_APP, sender PUSH, recipient IN_APP")]
    public void Who_is_told_and_how(ShipmentStatus status, string expected) =>
        Assert.Equal(expected, Describe(Reached(status)));

    [Fact]
    public void A_hold_that_ends_where_it_began_is_no_new_shipment() =>
        Assert.Equal("sender IN_APP", Describe(SampleEvents.Reached(ShipmentStatus.Created)));

    [Fact]
    public void A_scan_that_comes_after_the_fact_is_told_to_nobody() =>
        Assert.Equal("", Describe(SampleEvents.Reached(ShipmentStatus.OutForDelivery) with { Late = true }));

    [Theory]
    [MemberData(nameof(Statuses))]
    public void Every_rule_has_its_words(ShipmentStatus status)
    {
        ShipmentEvent[] events = [Reached(status), SampleEvents.Reached(status) with { ReasonCode = ReasonCode.Absent }];
        foreach (var (@event, audience) in events.SelectMany(@event => ShipmentRules.For(@event).Audiences.Select(audience => (@event, audience))))
        {
            var template = new BuiltInTemplates().Find(TemplateCodes.For(@event.EventName, audience.Role), "en");
            var text = TemplateRenderer.Render(template, ShipmentVariables.Of(@event));

            Assert.NotEmpty(text.Title);
            Assert.NotEmpty(text.Paragraphs);
            Assert.DoesNotContain("{{", text.Title + text.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("  ", text.Title + text.Body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(ShipmentStatus.PickedUp, "📦 Your package has been picked up")]
    [InlineData(ShipmentStatus.OutForDelivery, "🚚 Your package is out for delivery")]
    [InlineData(ShipmentStatus.Delivered, "✅ Your package has been delivered")]
    public void The_great_moments_are_worded_as_promised(ShipmentStatus status, string title)
    {
        foreach (var role in new[] { RecipientRole.Sender, RecipientRole.Recipient })
        {
            Assert.Equal(title, new BuiltInTemplates().Find(TemplateCodes.For(ShipmentEventNames.For(status), role), "en").Title);
        }
    }

    private static ShipmentEvent Reached(ShipmentStatus status) => status == ShipmentStatus.Created ? SampleEvents.Created() : SampleEvents.Reached(status);

    private static string Describe(ShipmentEvent @event) => string.Join(", ", ShipmentRules.For(@event).Audiences.Select(audience =>
        $"{(audience.Role == RecipientRole.Sender ? "sender" : "recipient")} {audience.Channel.ToWire()}"));
}
