using Grpc.Core;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Features.ListNotifications;
using Logistics.Notifications.Features.ReadMailbox;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;

namespace Logistics.Notifications;

/// <summary>The service's methods; each is one feature.</summary>
internal sealed class NotificationsGrpcService(
    ListNotificationsHandler listNotifications, ListMailsHandler listMails, GetMailHandler getMail)
    : NotificationsService.NotificationsServiceBase
{
    public override async Task<ListNotificationsResponse> ListNotifications(ListNotificationsRequest request, ServerCallContext context) =>
        (await listNotifications.HandleAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();

    public override async Task<ListMailsResponse> ListMails(ListMailsRequest request, ServerCallContext context) =>
        (await listMails.HandleAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();

    public override async Task<Mail> GetMail(GetMailRequest request, ServerCallContext context) =>
        (await getMail.HandleAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();
}
