using Logistics.Contracts.Tracking.V1;
using Logistics.Tracking.Domain;
using Microsoft.Extensions.Options;
using Webhook = Logistics.Tracking.Domain.Webhook;

namespace Logistics.Tracking.Features.SendWebhooks;

/// <summary>
/// What follows from attempts, for the message and for the endpoint. A message goes by its own schedule; an endpoint that does not answer
/// at all, or asks for a pause, is left alone with everything that it has, which costs no attempts.
/// </summary>
internal sealed class WebhookPlan(IOptions<WebhookOptions> options)
{
    /// <summary>No longer than this, whatever an endpoint asks for.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    public Step Next(WebhookDelivery delivery, Attempt attempt, DateTimeOffset now)
    {
        var delays = options.Value.Delays;
        return attempt switch
        {
            { IsDelivered: true } => new Step(delivery.EventId, DeliveryState.Delivered, null, attempt),
            { IsGone: true } => new Step(delivery.EventId, DeliveryState.Failed, null, attempt),
            _ when delivery.Attempts >= delays.Count => new Step(delivery.EventId, DeliveryState.Failed, null, attempt),
            _ => new Step(
                delivery.EventId,
                DeliveryState.Pending,
                now + Longer(delays[delivery.Attempts] * (0.9 + (0.2 * Random.Shared.NextDouble())), attempt.RetryAfter),
                attempt),
        };
    }

    /// <summary>How often in a row it has not answered now, and until when it is left alone.</summary>
    public (int Failures, DateTimeOffset? PausedUntil) Next(Webhook webhook, IReadOnlyList<Attempt> attempts, DateTimeOffset now)
    {
        if (attempts.Any(attempt => attempt.IsAnswered))
        {
            var asked = attempts.Where(
                attempt => attempt.Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
                .Max(attempt => attempt.RetryAfter);
            return (0, asked > TimeSpan.Zero ? now + Longer(TimeSpan.Zero, asked) : null);
        }

        var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(webhook.Failures, 20)));
        return (webhook.Failures + 1, now + (pause < options.Value.LongestPause ? pause : options.Value.LongestPause));
    }

    private static TimeSpan Longer(TimeSpan planned, TimeSpan? asked) =>
        asked > planned ? (asked < LongestWait ? asked.Value : LongestWait) : planned;
}

/// <summary>A message's next state.</summary>
internal sealed record Step(Guid EventId, DeliveryState State, DateTimeOffset? DueAt, Attempt Attempt);
