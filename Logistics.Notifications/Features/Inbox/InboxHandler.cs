using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Persistence;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Live;
using Logistics.ServiceDefaults.Results;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Notifications.Features.Inbox;

/// <summary>What the caller has read in the app. To say so again changes nothing.</summary>
internal sealed class InboxHandler(NotificationsDbContext db, Doorbell bell, TimeProvider clock)
{
    public async Task<Result<UnreadCount>> CountAsync(Caller caller, CancellationToken cancellationToken) =>
        new UnreadCount { Unread = await db.Notifications.UnreadBy(caller.UserId).CountAsync(cancellationToken) };

    public async Task<Result<UnreadCount>> MarkAsync(MarkMessageRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var message = db.Notifications.InboxOf(caller.UserId);
        message = Guid.TryParse(request.Id, out var id) ? message.Where(one => one.Id == id) : message.Where(_ => false);
        var readAt = request.Unread ? (DateTimeOffset?)null : clock.GetUtcNow();
        var marked = await message.Where(one => (one.ReadAt == null) != request.Unread)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.ReadAt, readAt), cancellationToken);
        return marked > 0 || await message.AnyAsync(cancellationToken)
            ? await MarkedAsync(caller, cancellationToken)
            : InboxErrors.NotFound;
    }

    public async Task<Result<UnreadCount>> MarkAllAsync(MarkAllReadRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var unread = db.Notifications.UnreadBy(caller.UserId);
        if (request.Until.Length > 0)
        {
            if (!Guid.TryParse(request.Until, out var id)
                || await db.Notifications.AsNoTracking().InboxOf(caller.UserId)
                    .SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is not { } last)
            {
                return InboxErrors.NotFound;
            }

            unread = unread.Where(
                one => EF.Functions.LessThanOrEqual(ValueTuple.Create(one.CreatedAt, one.Id), ValueTuple.Create(last.CreatedAt, last.Id)));
        }

        var now = clock.GetUtcNow();
        await unread.ExecuteUpdateAsync(set => set.SetProperty(one => one.ReadAt, now), cancellationToken);
        return await MarkedAsync(caller, cancellationToken);
    }

    private Task<Result<UnreadCount>> MarkedAsync(Caller caller, CancellationToken cancellationToken)
    {
        bell.Ring();
        return CountAsync(caller, cancellationToken);
    }
}

internal static class InboxErrors
{
    public static Error NotFound { get; } = new("message.not_found", "There is no such message in your inbox.", ErrorKind.NotFound);
}
