using Logistics.Messaging;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Persistence;
using Logistics.Notifications.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Notifications.Features.RequestNotifications;

/// <summary>What is done to many notifications of a request in one statement, inside the caller's transaction.</summary>
internal static class RequestRows
{
    /// <summary>Those that were accepted become what was decided.</summary>
    public static Task<int> DecideAsync(
        this NotificationsDbContext db, IReadOnlyList<Notification> decided, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            WITH decided AS (
                UPDATE notifications n
                SET state = d.state, reason = d.reason, rule = d.rule, rule_data = d.rule_data, told_by = d.told_by, due_at = d.due_at,
                    user_id = d.user_id, address = d.address, locale = d.locale, title = d.title, body = d.body, parts = d.parts,
                    variables = d.variables, unsubscribe_token = d.unsubscribe_token, updated_at = {now}
                FROM jsonb_populate_recordset(NULL::notifications, {Rows.Serialize(decided)}::jsonb) d
                WHERE n.id = d.id AND n.state = 'ACCEPTED'
                RETURNING n.id, n.state, n.reason
            )
            INSERT INTO notification_changes (notification_id, state, reason, attempt, at) SELECT id, state, reason, 0, {now} FROM decided
            """,
            cancellationToken);

    /// <summary>Calls off what neither a provider nor a worker has.</summary>
    public static async Task<List<Notification>> CancelAsync(
        this NotificationsDbContext db, Guid ownerId, string requestId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.Set<NotificationRequest>().Where(request => request.OwnerId == ownerId && request.RequestId == requestId)
            .ExecuteUpdateAsync(set => set.SetProperty(request => request.IsWaiting, false), cancellationToken);
        return await db.Notifications.FromSql(
            $"""
            WITH cancelled AS (
                UPDATE notifications
                SET state = 'CANCELLED', reason = {Reasons.CalledOff}, due_at = NULL, fence = fence + 1, updated_at = {now}
                WHERE owner_id = {ownerId} AND request_id = {requestId} AND state IN ('ACCEPTED', 'DEFERRED', 'QUEUED', 'RETRYING')
                RETURNING *
            ), history AS (
                INSERT INTO notification_changes (notification_id, state, reason, attempt, at)
                SELECT id, state, reason, attempts, {now} FROM cancelled
            )
            SELECT * FROM cancelled
            """).AsNoTracking().ToListAsync(cancellationToken);
    }

    /// <summary>Tells the world of the states that they are in.</summary>
    public static void PublishAll(
        this NotificationsDbContext db, IEnumerable<Notification> notifications, NotificationMetrics metrics, DateTimeOffset now)
    {
        foreach (var notification in notifications)
        {
            metrics.Reached(notification.Channel, notification.State, notification.Reason, now - notification.CreatedAt);
            if (NotificationEvents.Of(notification, notification.State, notification.Reason, now) is { } @event)
            {
                db.Publish(@event);
            }
        }
    }
}
