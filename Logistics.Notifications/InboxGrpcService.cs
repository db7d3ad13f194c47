using Grpc.Core;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Features.Inbox;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;

namespace Logistics.Notifications;

/// <summary>Each caller's own inbox.</summary>
internal sealed class InboxGrpcService(InboxHandler inbox, WatchInboxHandler watch) : InboxService.InboxServiceBase
{
    public override async Task<UnreadCount> CountUnread(CountUnreadRequest request, ServerCallContext context) =>
        (await inbox.CountAsync(context.GetCaller(), context.CancellationToken)).OrThrow();

    public override async Task<UnreadCount> MarkMessage(MarkMessageRequest request, ServerCallContext context) =>
        (await inbox.MarkAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();

    public override async Task<UnreadCount> MarkAllRead(MarkAllReadRequest request, ServerCallContext context) =>
        (await inbox.MarkAllAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();

    public override Task WatchInbox(
        WatchInboxRequest request, IServerStreamWriter<WatchInboxResponse> responseStream, ServerCallContext context) =>
        watch.WatchAsync(request, context.GetCaller(), context.GetTokenExpiry(), responseStream, context.CancellationToken);
}
