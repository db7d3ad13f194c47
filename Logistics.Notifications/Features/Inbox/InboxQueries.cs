using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Notifications.Features.Inbox;

/// <summary>What is in an inbox.</summary>
internal static class InboxQueries
{
    public static IQueryable<Notification> InboxOf(this IQueryable<Notification> notifications, Guid userId) => notifications.Where(
        notification => notification.UserId == userId
            && notification.Channel == Channel.InApp
            && notification.State == NotificationState.Delivered);

    public static IQueryable<Notification> UnreadBy(this IQueryable<Notification> notifications, Guid userId) =>
        notifications.InboxOf(userId).Where(notification => notification.ReadAt == null);

    /// <summary>Where the changes of all inboxes are now.</summary>
    public static async Task<InboxPosition> PositionAsync(this NotificationsDbContext db, CancellationToken cancellationToken)
    {
        var text =
            (await db.Database.SqlQuery<string>($"SELECT pg_current_snapshot()::text AS \"Value\"").ToListAsync(cancellationToken))[0];
        return InboxPosition.TryParse(text, out var position)
            ? position
            : throw new FormatException($"PostgreSQL says that '{text}' is a snapshot.");
    }

    /// <summary>
    /// Messages that changed after one position and up to another. What changed again since then is left to the next look: so each look
    /// tells what is as it is, nothing twice, and misses nothing.
    /// </summary>
    public static IQueryable<Notification> ChangedIn(this NotificationsDbContext db, InboxPosition after, InboxPosition upTo) =>
        db.Notifications.FromSql(
        $"""
        SELECT * FROM notifications
        WHERE changed_in >= pg_snapshot_xmin({after.Text}::pg_snapshot)
            AND NOT pg_visible_in_snapshot(changed_in, {after.Text}::pg_snapshot)
            AND pg_visible_in_snapshot(changed_in, {upTo.Text}::pg_snapshot)
        """).AsNoTracking();
}
