using Logistics.Notifications.Domain;
using Logistics.Notifications.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Notifications.Dispatch;

/// <summary>Adds to the suppression list, inside the caller's transaction. What is there already stays as it is.</summary>
internal static class Suppressions
{
    /// <summary>Nobody is at the addresses of these: nothing goes there any more, whatever it is about.</summary>
    public static async Task AddBouncedAsync(
        this NotificationsDbContext db,
        IEnumerable<(Guid Id, string? Detail)> bounced,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        foreach (var (id, detail) in bounced)
        {
            await db.SuppressAsync(id, Suppression.Everything, Reasons.HardBounce, detail, now, cancellationToken);
        }
    }

    /// <param name="scope">The category, or <see cref="Suppression.Everything"/>.</param>
    public static Task<int> SuppressAsync(
        this NotificationsDbContext db,
        Guid notificationId,
        string scope,
        string reason,
        string? detail,
        DateTimeOffset now,
        CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO suppressions (id, channel, address_key, scope, reason, detail, notification_id, created_at)
            SELECT {Guid.CreateVersion7(now)}, channel, lower(btrim(address)), {scope}, {reason}, {detail}, id, {now}
            FROM notifications WHERE id = {notificationId} AND address IS NOT NULL
            ON CONFLICT (address_key, channel, scope) WHERE lifted_at IS NULL DO NOTHING
            """,
            cancellationToken);
}
