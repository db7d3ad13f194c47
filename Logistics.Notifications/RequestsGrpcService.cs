using Grpc.Core;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Features.RequestNotifications;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;

namespace Logistics.Notifications;

/// <summary>Notifications that someone asks for; who may is said where it is mapped.</summary>
internal sealed class RequestsGrpcService(RequestNotificationsHandler requestNotifications, OwnRequestsHandler own)
    : RequestsService.RequestsServiceBase
{
    /// <summary>A thousand recipients with variables of their own; those of the Gateway's JSON can take twice its room here.</summary>
    public const int MaxRequestBytes = 8 * 1024 * 1024;

    public override async Task<NotificationRequest> RequestNotifications(RequestNotificationsRequest request, ServerCallContext context) =>
        (await requestNotifications.HandleAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();

    public override async Task<NotificationRequest> GetRequest(GetRequestRequest request, ServerCallContext context) =>
        (await own.GetAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();

    public override async Task<CancelRequestResponse> CancelRequest(CancelRequestRequest request, ServerCallContext context) =>
        (await own.CancelAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();

    public override async Task<Contracts.Notifications.V1.Notification> GetNotification(
        GetNotificationRequest request, ServerCallContext context) =>
        (await own.GetAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();

    public override async Task<Contracts.Notifications.V1.Notification> ReportReceipt(
        ReportReceiptRequest request, ServerCallContext context) =>
        (await own.ReportAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();
}
