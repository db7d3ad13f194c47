using Logistics.Notifications.Domain;
using Logistics.Notifications.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Notifications.Features.RequestNotifications;

/// <summary>
/// Forgets what a person who is gone has asked for: what has not gone out is called off, and what strangers were told loses its words and
/// addresses.
/// </summary>
internal static class RequestErasure
{
    /// <summary>To be called while the person's addresses are known still.</summary>
    public static async Task EraseRequestsAsync(
        this NotificationsDbContext db, Guid userId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            WITH asked AS (
                SELECT id, state IN ('ACCEPTED', 'DEFERRED', 'QUEUED', 'RETRYING') AS is_open FROM notifications
                WHERE owner_id = {userId} AND request_id IS NOT NULL AND user_id IS DISTINCT FROM {userId} FOR UPDATE
            ), erased AS (
                UPDATE notifications n
                SET title = '', body = '', parts = NULL, variables = jsonb_build_object(), address = NULL,
                    due_at = NULL, told_by = NULL, fence = fence + 1,
                    state = CASE WHEN is_open THEN 'CANCELLED' ELSE state END,
                    reason = CASE WHEN is_open THEN {Reasons.Erased} ELSE reason END
                FROM asked WHERE n.id = asked.id AND (is_open OR n.user_id IS NULL)
                RETURNING n.id, n.state, n.reason, n.attempts, is_open
            ), history AS (
                INSERT INTO notification_changes (notification_id, state, reason, attempt, at)
                SELECT id, state, reason, attempts, {at} FROM erased WHERE is_open
            ), mailed AS (
                DELETE FROM mails USING erased WHERE mails.notification_id = erased.id
            ), waiting AS (
                UPDATE notification_requests SET is_waiting = false WHERE owner_id = {userId} AND is_waiting
            )
            DELETE FROM correspondents c WHERE c.owner_id = {userId}
                OR c.address IN (SELECT unnest(ARRAY[email_key, phone]) FROM contacts WHERE user_id = {userId} AND email_key <> '')
            """,
            cancellationToken);
    }
}
