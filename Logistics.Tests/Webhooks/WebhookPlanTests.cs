using Logistics.Contracts.Tracking.V1;
using Logistics.Tracking.Domain;
using Logistics.Tracking.Features.SendWebhooks;
using Microsoft.Extensions.Options;
using Xunit;
using Webhook = Logistics.Tracking.Domain.Webhook;

namespace Logistics.Tests.Webhooks;

/// <summary>When a message is tried again, and when its endpoint.</summary>
public sealed class WebhookPlanTests
{
    private static readonly DateTimeOffset Now = new(2026, 4, 6, 12, 0, 0, TimeSpan.Zero);
    private static readonly WebhookPlan Plan = new(Options.Create(new WebhookOptions()));

    [Fact]
    public void Ten_attempts_spread_over_three_days()
    {
        int[] minutes = [0, 5, 30, 120, 300, 600, 840, 1_200, 1_440]; // the first delay is of seconds
        for (var attempts = 0; attempts < minutes.Length; attempts++)
        {
            var planned = attempts == 0 ? TimeSpan.FromSeconds(5) : TimeSpan.FromMinutes(minutes[attempts]);
            var step = Plan.Next(Delivery(attempts), Answer(500), Now);

            Assert.Equal(DeliveryState.Pending, step.State);
            Assert.InRange(step.DueAt!.Value - Now, planned * 0.9, planned * 1.1);
        }

        Assert.Equal(
            (DeliveryState.Failed, null), (Plan.Next(Delivery(9), Answer(500), Now).State, Plan.Next(Delivery(9), Answer(500), Now).DueAt));
    }

    [Theory]
    [InlineData(200, nameof(DeliveryState.Delivered))]
    [InlineData(204, nameof(DeliveryState.Delivered))]
    [InlineData(301, nameof(DeliveryState.Pending))]
    [InlineData(400, nameof(DeliveryState.Pending))]
    [InlineData(410, nameof(DeliveryState.Failed))]
    [InlineData(503, nameof(DeliveryState.Pending))]
    [InlineData(null, nameof(DeliveryState.Pending))]
    public void What_is_answered_decides(int? status, string state) =>
        Assert.Equal(state, Plan.Next(Delivery(0), Answer(status), Now).State.ToString());

    [Fact]
    public void A_message_waits_as_long_as_it_is_asked_to_but_a_day_at_most()
    {
        Assert.Equal(
            TimeSpan.FromMinutes(3), Plan.Next(Delivery(0), Answer(429) with { RetryAfter = TimeSpan.FromMinutes(3) }, Now).DueAt - Now);
        Assert.Equal(TimeSpan.FromDays(1), Plan.Next(Delivery(0), Answer(429) with { RetryAfter = TimeSpan.FromDays(9) }, Now).DueAt - Now);
        Assert.InRange(
            Plan.Next(Delivery(1), Answer(429) with { RetryAfter = TimeSpan.FromSeconds(1) }, Now).DueAt!.Value - Now,
            TimeSpan.FromMinutes(4),
            TimeSpan.FromMinutes(6));
    }

    [Fact]
    public void An_endpoint_that_is_silent_is_asked_ever_more_rarely()
    {
        Assert.Equal((1, Now.AddSeconds(1)), Plan.Next(Endpoint(0), [Answer(null)], Now));
        Assert.Equal((4, Now.AddSeconds(8)), Plan.Next(Endpoint(3), [Answer(null), Answer(null)], Now));
        Assert.Equal((31, Now.AddMinutes(5)), Plan.Next(Endpoint(30), [Answer(null)], Now));
        Assert.Equal((0, null), Plan.Next(Endpoint(30), [Answer(null), Answer(500)], Now));
    }

    [Fact]
    public void An_endpoint_that_asks_for_a_pause_gets_it() =>
        Assert.Equal(
            (0, Now.AddMinutes(2)), Plan.Next(Endpoint(0), [Answer(200), Answer(503) with { RetryAfter = TimeSpan.FromMinutes(2) }], Now));

    private static Attempt Answer(int? status) => new(Now, status, status is null ? "timeout" : null, 7);

    private static WebhookDelivery Delivery(int attempts) => new()
    {
        WebhookId = Guid.CreateVersion7(),
        EventId = Guid.CreateVersion7(),
        Type = "shipment.delivered",
        Payload = "{}",
        State = DeliveryState.Pending,
        CreatedAt = Now,
        Attempts = attempts,
        Log = "[]",
    };

    private static Webhook Endpoint(int failures) => new()
    {
        Id = Guid.CreateVersion7(),
        OwnerId = Guid.CreateVersion7(),
        Url = "https://shop.example",
        Events = [],
        Secret = [],
        Enabled = true,
        CreatedAt = Now,
        Failures = failures,
    };
}
