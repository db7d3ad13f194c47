using Microsoft.EntityFrameworkCore;

namespace Logistics.Notifications.Persistence;

internal static class NotificationRows
{
    /// <summary>Adds those that are not there yet, each with the first row of its history.</summary>
    /// <returns>The ids of those that were added.</returns>
    public static async Task<HashSet<Guid>> AddAsync(
        IReadOnlyList<Notification> planned, NotificationsDbContext db, CancellationToken cancellationToken)
    {
        var rows = Rows.Serialize(planned);
        var added = await db.Database.SqlQuery<Guid>($"""
            WITH added AS (
                INSERT INTO notifications SELECT * FROM jsonb_populate_recordset(NULL::notifications, {rows}::jsonb)
                ON CONFLICT (cause_id, role, channel) DO NOTHING
                RETURNING id, state, reason, created_at
            ), history AS (
                INSERT INTO notification_changes (notification_id, state, reason, attempt, at)
                SELECT id, state, reason, 0, created_at FROM added
            )
            SELECT id AS "Value" FROM added
            """).ToListAsync(cancellationToken);
        return [.. added];
    }
}
