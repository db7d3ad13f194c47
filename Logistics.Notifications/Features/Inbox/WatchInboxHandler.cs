using Grpc.Core;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Features.ListNotifications;
using Logistics.Notifications.Persistence;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Live;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Notifications.Features.Inbox;

/// <summary>
/// Serves one stream of an inbox: looks for what changed since the last look whenever the <see cref="InboxTail"/> says that something did.
/// </summary>
internal sealed class WatchInboxHandler(IServiceScopeFactory scopes, InboxTail tail, TimeProvider clock)
{
    /// <summary>More than this changed, and a snapshot is the better answer.</summary>
    private const int MostChanges = 200;

    /// <summary>How many messages a snapshot shows.</summary>
    private const int SnapshotSize = 20;

    /// <param name="expiresAt">When the caller's token does, and with it the stream.</param>
    public Task WatchAsync(
        WatchInboxRequest request,
        Caller caller,
        DateTimeOffset expiresAt,
        IServerStreamWriter<WatchInboxResponse> responses,
        CancellationToken cancellationToken) =>
        clock.UntilAsync(expiresAt, ending => WatchAsync(request, caller, responses, ending), cancellationToken);

    private async Task WatchAsync(
        WatchInboxRequest request, Caller caller, IServerStreamWriter<WatchInboxResponse> responses, CancellationToken cancellationToken)
    {
        var watcher = new TailWatcher<Guid>(userId => userId == caller.UserId);
        try
        {
            // Joined before read: what is committed between the two rings, and is found by the next look if not by this one.
            await tail.JoinAsync(watcher, cancellationToken);
            var (response, position) = await LookAsync(
                InboxPosition.TryParse(request.After, out var after) ? after : null, caller, cancellationToken);
            await responses.WriteAsync(response, cancellationToken);
            await foreach (var _ in watcher.ReadAllAsync(cancellationToken))
            {
                (response, position) = await LookAsync(position, caller, cancellationToken);
                if (response.IsSnapshot || response.Messages.Count > 0)
                {
                    await responses.WriteAsync(response, cancellationToken);
                }
            }
        }
        finally
        {
            tail.Leave(watcher);
        }
    }

    private async Task<(WatchInboxResponse Response, InboxPosition UpTo)> LookAsync(
        InboxPosition? after, Caller caller, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope(); // a stream is open for hours; the connection is not
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDbContext>();
        var upTo = await db.PositionAsync(cancellationToken);
        var changes = after is null || after.End > upTo.End
            ? null
            : await NewestAsync(db.ChangedIn(after, upTo), MostChanges + 1);
        var messages = changes?.Count <= MostChanges ? changes : null;
        var response = new WatchInboxResponse
        {
            Position = upTo.Text,
            IsSnapshot = messages is null,
            Unread = await db.Notifications.UnreadBy(caller.UserId).CountAsync(cancellationToken),
        };
        response.Messages.AddRange((messages ?? await NewestAsync(db.Notifications, SnapshotSize))
            .Select(message => ListNotificationsHandler.Show(message, caller)));
        return (response, upTo);

        Task<List<Notification>> NewestAsync(IQueryable<Notification> notifications, int count) => notifications.AsNoTracking()
            .InboxOf(caller.UserId)
            .OrderByDescending(message => message.CreatedAt).ThenByDescending(message => message.Id).Take(count)
            .ToListAsync(cancellationToken);
    }
}
