using System.Text;
using System.Text.Json;
using Logistics.Contracts.Notifications.V1;
using Logistics.Gateway.Api;
using Logistics.Gateway.Features.ListNotifications;
using Logistics.Gateway.Live;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Logistics.Gateway.Features.Inbox;

internal static class InboxEndpoints
{
    public static async Task<Ok<Unread>> CountAsync(InboxService.InboxServiceClient inbox, CancellationToken cancellationToken) =>
        ToApi(await inbox.CountUnreadAsync(new CountUnreadRequest(), cancellationToken: cancellationToken));

    public static Task<Ok<Unread>> MarkReadAsync(string id, InboxService.InboxServiceClient inbox, CancellationToken cancellationToken) =>
        MarkAsync(new MarkMessageRequest { Id = id }, inbox, cancellationToken);

    public static Task<Ok<Unread>> MarkUnreadAsync(string id, InboxService.InboxServiceClient inbox, CancellationToken cancellationToken) =>
        MarkAsync(new MarkMessageRequest { Id = id, Unread = true }, inbox, cancellationToken);

    public static async Task<Ok<Unread>> MarkAllReadAsync(
        string? until, InboxService.InboxServiceClient inbox, CancellationToken cancellationToken) =>
        ToApi(await inbox.MarkAllReadAsync(new MarkAllReadRequest { Until = until ?? "" }, cancellationToken: cancellationToken));

    public static Task<IResult> StreamAsync(
        HttpContext context, InboxService.InboxServiceClient inbox, RelayedStream stream, CancellationToken cancellationToken)
    {
        var request = new WatchInboxRequest { After = context.Request.Headers["Last-Event-ID"].ToString() };
        return stream.RelayAsync(context, ending => inbox.WatchInbox(request, cancellationToken: ending), Write, cancellationToken);
    }

    private static async Task<Ok<Unread>> MarkAsync(
        MarkMessageRequest request, InboxService.InboxServiceClient inbox, CancellationToken cancellationToken) =>
        ToApi(await inbox.MarkMessageAsync(request, cancellationToken: cancellationToken));

    private static Ok<Unread> ToApi(UnreadCount count) => TypedResults.Ok(new Unread { Count = count.Unread });

    private static void Write(EventStream stream, WatchInboxResponse response)
    {
        var news = new InboxNews { Unread = response.Unread, Items = [.. response.Messages.Select(ListNotificationsEndpoint.ToApi)] };
        stream.Write(
            response.IsSnapshot ? "snapshot"u8 : "changes"u8, Encoding.ASCII.GetBytes(response.Position),
            JsonSerializer.SerializeToUtf8Bytes(news, GatewayJson.Shared.InboxNews));
    }
}
