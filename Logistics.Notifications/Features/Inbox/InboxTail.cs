using Logistics.Notifications.Persistence;
using Logistics.ServiceDefaults.Live;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Notifications.Features.Inbox;

/// <summary>Whose inboxes changed, for all who watch theirs here.</summary>
internal sealed class InboxTail(
    IServiceScopeFactory scopes, Doorbell bell, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<InboxTail> logger)
    : Tail<Guid, InboxPosition>(bell, lifetime, clock, logger)
{
    protected override async Task<InboxPosition> FindEndAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<NotificationsDbContext>().PositionAsync(cancellationToken);
    }

    protected override async Task<(IReadOnlyList<Guid> Entries, InboxPosition UpTo, bool More)> ReadAsync(
        InboxPosition after, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDbContext>();
        var upTo = await db.PositionAsync(cancellationToken);
        var users = await db.ChangedIn(after, upTo).Select(notification => notification.UserId ?? Guid.Empty).Distinct()
            .ToListAsync(cancellationToken);
        return (users, upTo, More: false);
    }
}
