using System.Text.Json;
using Logistics.Contracts.Tracking.V1;
using Logistics.Gateway.Api;
using Logistics.Gateway.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Logistics.Gateway.Features.ManageWebhooks;

/// <summary>The log of a webhook.</summary>
internal static class DeliveryEndpoints
{
    public static async Task<IResult> ListAsync(
        string id, string? state, string? cursor, string? limit, WebhooksService.WebhooksServiceClient webhooks,
        CancellationToken cancellationToken)
    {
        if (!PageLimit.Read(limit).IsSuccess(out var count, out var error))
        {
            return new ProblemResult(error);
        }

        var wanted = DeliveryState.Unspecified;
        if (state is not null && !PublicNames<DeliveryState>.TryParse(state, out wanted))
        {
            return new ProblemResult(EdgeErrors.Invalid("state", "Must be one of " + PublicNames<DeliveryState>.List));
        }

        var request = new ListDeliveriesRequest { WebhookId = id, State = wanted, Cursor = cursor ?? "", Limit = count };
        var page = await webhooks.ListDeliveriesAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(
            new WebhookDeliveryPage { Items = [.. page.Deliveries.Select(ToApi)], NextCursor = page.NextCursor.OrNull() });
    }

    public static async Task<Ok<WebhookDelivery>> GetAsync(
        string id, string eventId, WebhooksService.WebhooksServiceClient webhooks, CancellationToken cancellationToken)
    {
        var request = new GetDeliveryRequest { WebhookId = id, EventId = eventId };
        return TypedResults.Ok(ToApi(await webhooks.GetDeliveryAsync(request, cancellationToken: cancellationToken)));
    }

    public static async Task<Accepted<Replay>> ReplayAsync(
        string id, string eventId, WebhooksService.WebhooksServiceClient webhooks, CancellationToken cancellationToken)
    {
        var request = new ReplayDeliveriesRequest { WebhookId = id, EventId = eventId };
        var answer = await webhooks.ReplayDeliveriesAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Accepted($"/v1/me/webhooks/{id}/deliveries/{eventId}", new Replay { Queued = answer.Queued });
    }

    public static WebhookDelivery ToApi(Delivery delivery) => new()
    {
        EventId = delivery.EventId,
        Type = delivery.Type,
        TrackingNumber = delivery.TrackingNumber.OrNull(),
        State = delivery.State,
        CreatedAt = delivery.CreatedAt.ToDateTimeOffset(),
        NextAttemptAt = delivery.DueAt?.ToDateTimeOffset(),
        Attempts = [.. delivery.Attempts.Select(ToApi)],
        Payload = delivery.Payload.Length == 0 ? null : JsonElement.Parse(delivery.Payload),
    };

    private static WebhookAttempt ToApi(DeliveryAttempt attempt) => new()
    {
        At = attempt.At.ToDateTimeOffset(),
        Status = attempt.Status.OrNull(),
        Error = attempt.Error.OrNull(),
        Milliseconds = attempt.Milliseconds,
    };
}
