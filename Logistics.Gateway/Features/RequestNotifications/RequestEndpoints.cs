using Logistics.Contracts;
using Logistics.Contracts.Notifications.V1;
using Logistics.Gateway.Api;
using Logistics.Gateway.Features.ListNotifications;
using Logistics.Gateway.Http;
using Logistics.Gateway.Idempotency;
using Logistics.ServiceDefaults.Results;
using Microsoft.AspNetCore.Http.HttpResults;
using NotificationRequest = Logistics.Gateway.Api.NotificationRequest;
using Proto = Logistics.Contracts.Notifications.V1;

namespace Logistics.Gateway.Features.RequestNotifications;

internal static class RequestEndpoints
{
    public const long MaxBodyBytes = 3 * 1024 * 1024;

    public static Task<IResult> CreateAsync(
        NotificationRequestBody body, HttpContext context, IdempotentRequests once, RequestsService.RequestsServiceClient requests,
        CancellationToken cancellationToken) =>
        once.OnceAsync(context, body, GatewayJson.Shared.NotificationRequestBody, async key =>
        {
            var made = ToApi(await requests.RequestNotificationsAsync(body.ToProto(key), cancellationToken: cancellationToken));
            return (Result<JsonAnswer>)JsonAnswer.Of(
                StatusCodes.Status202Accepted, made, GatewayJson.Shared.NotificationRequest,
                location: "/v1/notifications/requests/" + made.RequestId);
        });

    public static async Task<Ok<NotificationRequest>> GetAsync(
        string requestId, RequestsService.RequestsServiceClient requests, CancellationToken cancellationToken) =>
        TypedResults.Ok(
            ToApi(await requests.GetRequestAsync(new GetRequestRequest { RequestId = requestId }, cancellationToken: cancellationToken)));

    public static async Task<Ok<CancelledRequest>> CancelAsync(
        string requestId, RequestsService.RequestsServiceClient requests, CancellationToken cancellationToken)
    {
        var answer = await requests.CancelRequestAsync(
            new CancelRequestRequest { RequestId = requestId }, cancellationToken: cancellationToken);
        return TypedResults.Ok(new CancelledRequest { Cancelled = answer.Cancelled, Request = ToApi(answer.Request) });
    }

    public static async Task<Ok<Api.Notification>> GetNotificationAsync(
        string id, RequestsService.RequestsServiceClient requests, CancellationToken cancellationToken) =>
        TypedResults.Ok(ListNotificationsEndpoint.ToApi(
            await requests.GetNotificationAsync(new GetNotificationRequest { Id = id }, cancellationToken: cancellationToken)));

    private static NotificationRequest ToApi(Proto.NotificationRequest request) => new()
    {
        RequestId = request.RequestId,
        Template = request.Template,
        Category = request.Category,
        Priority = request.Priority,
        SendAt = request.SendAt?.ToDateTimeOffset(),
        CreatedAt = request.CreatedAt.ToDateTimeOffset(),
        Recipients = request.Recipients,
        States = request.Notifications.CountBy(notification => notification.State).OrderBy(count => count.Key)
            .ToDictionary(count => count.Key.ToWire(), count => count.Value),
        Notifications = [.. request.Notifications.Select(notification => new Api.RequestedNotification
        {
            Id = notification.Id,
            Recipient = notification.Recipient,
            Channel = notification.Channel,
            State = notification.State,
            Reason = notification.Reason.OrNull(),
            UpdatedAt = notification.UpdatedAt.ToDateTimeOffset(),
        })],
    };
}
