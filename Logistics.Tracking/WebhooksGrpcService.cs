using Grpc.Core;
using Logistics.Contracts.Tracking.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Tracking.Features.ManageWebhooks;
using Microsoft.AspNetCore.Authorization;

namespace Logistics.Tracking;

/// <summary>The webhooks of whoever is signed in; the default policy keeps machines' keys out.</summary>
[Authorize]
internal sealed class WebhooksGrpcService(WebhooksHandler webhooks, DeliveriesHandler deliveries) : WebhooksService.WebhooksServiceBase
{
    public override async Task<WebhookWithSecret> CreateWebhook(CreateWebhookRequest request, ServerCallContext context) =>
        (await webhooks.CreateAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();

    public override Task<ListWebhooksResponse> ListWebhooks(ListWebhooksRequest request, ServerCallContext context) =>
        webhooks.ListAsync(context.GetCaller(), context.CancellationToken);

    public override async Task<Webhook> GetWebhook(GetWebhookRequest request, ServerCallContext context) =>
        (await webhooks.GetAsync(request.Id, context.GetCaller(), context.CancellationToken)).OrThrow();

    public override async Task<Webhook> UpdateWebhook(UpdateWebhookRequest request, ServerCallContext context) =>
        (await webhooks.UpdateAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();

    public override async Task<DeleteWebhookResponse> DeleteWebhook(DeleteWebhookRequest request, ServerCallContext context) =>
        (await webhooks.DeleteAsync(request.Id, context.GetCaller(), context.CancellationToken)).OrThrow();

    public override async Task<WebhookWithSecret> RotateWebhookSecret(RotateWebhookSecretRequest request, ServerCallContext context) =>
        (await webhooks.RotateAsync(request.Id, context.GetCaller(), context.CancellationToken)).OrThrow();

    public override async Task<Delivery> TestWebhook(TestWebhookRequest request, ServerCallContext context) =>
        (await deliveries.TestAsync(request.Id, context.GetCaller(), context.CancellationToken)).OrThrow();

    public override async Task<ListDeliveriesResponse> ListDeliveries(ListDeliveriesRequest request, ServerCallContext context) =>
        (await deliveries.ListAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();

    public override async Task<Delivery> GetDelivery(GetDeliveryRequest request, ServerCallContext context) =>
        (await deliveries.GetAsync(request.WebhookId, request.EventId, context.GetCaller(), context.CancellationToken)).OrThrow();

    public override async Task<ReplayDeliveriesResponse> ReplayDeliveries(ReplayDeliveriesRequest request, ServerCallContext context) =>
        (await deliveries.ReplayAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();
}
