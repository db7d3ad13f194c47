using Logistics.Contracts;
using Logistics.Contracts.Notifications.V1;
using Logistics.Messaging;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Persistence;
using Logistics.Notifications.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Notifications.Dispatch;

/// <summary>
/// Moves notifications on by what is heard of them from elsewhere than their worker: a receipt, a bounce, someone who cancels. A worker
/// that has one in its hands then finds its claim void.
/// </summary>
internal sealed class Reports(NotificationsDbContext db, NotificationMetrics metrics, TimeProvider clock)
{
    /// <summary>Moves one on, if it is in a state that the new one can follow.</summary>
    /// <param name="addressIsDead">Nothing is to go to its address any more.</param>
    /// <returns>Whether it was.</returns>
    public Task<bool> RecordAsync(
        Guid id, NotificationState state, string? reason, CancellationToken cancellationToken, bool addressIsDead = false) =>
        db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var now = clock.GetUtcNow();
            var changed = await db.Notifications.FromSql($"""
                WITH changed AS (
                    UPDATE notifications
                    SET state = {state.ToWire()}, reason = {reason}, due_at = NULL, fence = fence + 1, updated_at = {now}
                    WHERE id = {id} AND state = ANY({LifeCycle.Before(state).Select(before => before.ToWire()).ToArray()}) RETURNING *
                ), history AS (
                    INSERT INTO notification_changes (notification_id, state, reason, attempt, at)
                    SELECT id, state, reason, attempts, {now} FROM changed
                )
                SELECT * FROM changed
                """).AsNoTracking().ToListAsync(cancellationToken);
            foreach (var notification in changed)
            {
                if (NotificationEvents.Of(notification, state, reason, now) is { } @event)
                {
                    db.Publish(@event);
                }

                metrics.Reached(notification.Channel, state, reason, now - notification.CreatedAt);
            }

            await db.AddBouncedAsync(
                changed.Where(_ => addressIsDead).Select(notification => (notification.Id, reason)), now, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return changed.Count > 0;
        });
}
