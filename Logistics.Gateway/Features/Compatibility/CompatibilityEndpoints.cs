using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Grpc.Core;
using Logistics.Contracts;
using Logistics.Contracts.Notifications.V1;
using Logistics.Gateway.Api;
using Logistics.Gateway.Features.RequestNotifications;
using Logistics.Gateway.Http;
using Logistics.ServiceDefaults.Results;

namespace Logistics.Gateway.Features.Compatibility;

/// <summary>
/// The two addresses that clients of HNG-style notification services know, over the same service as <c>/v1/notifications</c>.
/// </summary>
internal static class CompatibilityEndpoints
{
    public static Task<IResult> SendAsync(
        HttpContext context, RequestsService.RequestsServiceClient requests, CancellationToken cancellationToken) =>
        AnswerAsync(context, EnvelopeJson.Default.SendBody, StatusCodes.Status202Accepted, "Accepted.", async body =>
        {
            var made = await requests.RequestNotificationsAsync(
                new RequestNotificationsRequest
                {
                    RequestId = body.RequestId ?? "",
                    Template = body.TemplateCode ?? "",
                    Category = NotificationCategory.ShipmentProgress,
                    Channels = { ChannelOf(body.NotificationType) },
                    Priority = body.Priority switch
                    {
                        null or 2 => NotificationPriority.Normal,
                        <= 1 => NotificationPriority.High,
                        _ => NotificationPriority.Bulk,
                    },
                    Variables = NotificationRequestBody.ToStruct(body.Variables),
                    Recipients = { new RequestedRecipient { UserId = body.UserId ?? "" } },
                },
                cancellationToken: cancellationToken);
            var notification = made.Notifications[0]; // one recipient, one channel
            return Data(notification.Id, made.RequestId, notification.State, notification.Reason);
        });

    public static Task<IResult> StatusAsync(
        string channel, HttpContext context, RequestsService.RequestsServiceClient requests, CancellationToken cancellationToken) =>
        AnswerAsync(context, EnvelopeJson.Default.StatusBody, StatusCodes.Status200OK, "Found.", async body =>
        {
            if (body.Status is not (null or "pending" or "delivered"))
            {
                throw EdgeErrors.Invalid(
                    "status", "Is delivered, as the device of the person whom it was for reports it, or nothing, to ask.").ToRpcException();
            }

            var notification = await requests.ReportReceiptAsync(
                new ReportReceiptRequest
                {
                    Id = body.NotificationId ?? "",
                    Channel = ChannelOf(channel),
                    Delivered = body.Status == "delivered",
                }, cancellationToken: cancellationToken);
            return Data(notification.Id, notification.RequestId, notification.State, notification.Reason);
        });

    /// <summary>Any failure, in their envelope.</summary>
    public static IResult Refused(int status, Error error)
    {
        var faults = error.Fields.Select(fault => $"{fault.Field}: {fault.Message}");
        return Answer(status, new Envelope(false, null, error.Code, string.Join(' ', faults.Prepend(error.Message))));
    }

    private static async Task<IResult> AnswerAsync<TBody>(
        HttpContext context, JsonTypeInfo<TBody> bodyType, int status, string message, Func<TBody, Task<NotificationData>> work)
        where TBody : class
    {
        try
        {
            var body = await JsonSerializer.DeserializeAsync(context.Request.Body, bodyType, context.RequestAborted);
            return body is null ? Refused(EdgeErrors.BodyMissing) : Answer(status, new Envelope(true, await work(body), null, message));
        }
        catch (RpcException failure)
        {
            return Refused(failure.ToError());
        }
        catch (JsonException)
        {
            return Refused(EdgeErrors.BodyMissing);
        }
    }

    private static IResult Refused(Error error) => Refused(error.Kind.ToHttpStatus(), error);

    private static IResult Answer(int status, Envelope envelope) =>
        Results.Json(envelope, EnvelopeJson.Default.Envelope, statusCode: status);

    /// <summary>Their three statuses; to have been taken by a provider counts as delivered there.</summary>
    private static NotificationData Data(string id, string requestId, NotificationState state, string reason) => new(
        id,
        requestId.OrNull(),
        state switch
        {
            NotificationState.Sent or NotificationState.Delivered => "delivered",
            NotificationState.Failed or NotificationState.Bounced or NotificationState.Suppressed or NotificationState.Expired
                or NotificationState.Cancelled
                or NotificationState.DeadLettered => "failed",
            _ => "pending",
        },
        state.ToWire(),
        reason.OrNull());

    private static Channel ChannelOf(string? name) => name switch
    {
        "email" => Channel.Email,
        "push" => Channel.Push,
        "sms" => Channel.Sms,
        "in_app" => Channel.InApp,
        _ => Channel.Unspecified,
    };
}
