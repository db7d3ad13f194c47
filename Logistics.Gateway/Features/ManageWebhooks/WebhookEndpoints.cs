using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Tracking.V1;
using Logistics.Gateway.Api;
using Logistics.Gateway.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Proto = Logistics.Contracts.Tracking.V1;
using Webhook = Logistics.Gateway.Api.Webhook;
using WebhookWithSecret = Logistics.Gateway.Api.WebhookWithSecret;

namespace Logistics.Gateway.Features.ManageWebhooks;

internal static class WebhookEndpoints
{
    public static async Task<Ok<WebhookList>> ListAsync(WebhooksService.WebhooksServiceClient webhooks, CancellationToken cancellationToken)
    {
        var list = await webhooks.ListWebhooksAsync(new ListWebhooksRequest(), cancellationToken: cancellationToken);
        return TypedResults.Ok(new WebhookList { Items = [.. list.Webhooks.Select(ToApi)] });
    }

    public static async Task<Created<WebhookWithSecret>> CreateAsync(
        AddWebhookRequest body, WebhooksService.WebhooksServiceClient webhooks, CancellationToken cancellationToken)
    {
        var request = new CreateWebhookRequest { Url = body.Url ?? "", Events = { (body.Events ?? []).Select(name => name ?? "") } };
        var made = await webhooks.CreateWebhookAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Created("/v1/me/webhooks/" + made.Webhook.Id, ToApi(made));
    }

    public static async Task<Ok<Webhook>> GetAsync(
        string id, WebhooksService.WebhooksServiceClient webhooks, CancellationToken cancellationToken) =>
        TypedResults.Ok(ToApi(await webhooks.GetWebhookAsync(new GetWebhookRequest { Id = id }, cancellationToken: cancellationToken)));

    public static async Task<Ok<Webhook>> UpdateAsync(
        string id, ChangeWebhookRequest body, WebhooksService.WebhooksServiceClient webhooks, CancellationToken cancellationToken)
    {
        var request = new UpdateWebhookRequest
        {
            Id = id,
            Events = body.Events is null ? null : new EventFilter { Names = { body.Events.Select(name => name ?? "") } },
        };
        if (body.Url is not null)
        {
            request.Url = body.Url;
        }

        if (body.Enabled is not null)
        {
            request.Enabled = body.Enabled.Value;
        }

        return TypedResults.Ok(ToApi(await webhooks.UpdateWebhookAsync(request, cancellationToken: cancellationToken)));
    }

    public static async Task<NoContent> DeleteAsync(
        string id, WebhooksService.WebhooksServiceClient webhooks, CancellationToken cancellationToken)
    {
        await webhooks.DeleteWebhookAsync(new DeleteWebhookRequest { Id = id }, cancellationToken: cancellationToken);
        return TypedResults.NoContent();
    }

    public static async Task<Ok<WebhookWithSecret>> RotateSecretAsync(
        string id, WebhooksService.WebhooksServiceClient webhooks, CancellationToken cancellationToken) =>
        TypedResults.Ok(ToApi(
            await webhooks.RotateWebhookSecretAsync(new RotateWebhookSecretRequest { Id = id }, cancellationToken: cancellationToken)));

    public static async Task<Accepted<WebhookDelivery>> TestAsync(
        string id, WebhooksService.WebhooksServiceClient webhooks, CancellationToken cancellationToken)
    {
        var delivery = DeliveryEndpoints.ToApi(
            await webhooks.TestWebhookAsync(new TestWebhookRequest { Id = id }, cancellationToken: cancellationToken));
        return TypedResults.Accepted($"/v1/me/webhooks/{id}/deliveries/{delivery.EventId}", delivery);
    }

    public static async Task<IResult> ReplayAsync(
        string id, ReplayRequest body, WebhooksService.WebhooksServiceClient webhooks, CancellationToken cancellationToken)
    {
        if (body.Since is not { } since)
        {
            return new ProblemResult(EdgeErrors.Invalid("since", "Is required."));
        }

        var request =
            new ReplayDeliveriesRequest { WebhookId = id, Since = since.ToTimestamp(), IncludeDelivered = body.IncludeDelivered ?? false };
        var answer = await webhooks.ReplayDeliveriesAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Accepted((string?)null, new Replay { Queued = answer.Queued });
    }

    public static Webhook ToApi(Proto.Webhook webhook) => new()
    {
        Id = webhook.Id,
        Url = webhook.Url,
        Events = webhook.Events,
        Enabled = webhook.Enabled,
        DisabledReason = webhook.DisabledReason.OrNull(),
        CreatedAt = webhook.CreatedAt.ToDateTimeOffset(),
        FormerSecretUntil = webhook.FormerSecretUntil?.ToDateTimeOffset(),
        PausedUntil = webhook.PausedUntil?.ToDateTimeOffset(),
    };

    private static WebhookWithSecret ToApi(Proto.WebhookWithSecret made)
    {
        var webhook = ToApi(made.Webhook);
        return new WebhookWithSecret
        {
            Id = webhook.Id,
            Url = webhook.Url,
            Events = webhook.Events,
            Enabled = webhook.Enabled,
            CreatedAt = webhook.CreatedAt,
            FormerSecretUntil = webhook.FormerSecretUntil,
            Secret = made.Secret,
        };
    }
}
