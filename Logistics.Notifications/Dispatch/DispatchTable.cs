using Logistics.Contracts;
using Logistics.Contracts.Notifications.V1;
using Logistics.Messaging;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Persistence;
using Logistics.Notifications.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Notifications.Dispatch;

/// <summary>The lanes as queues among the others: how full they are, and what happens to what died in them.</summary>
internal sealed class DispatchTable(Routes routes, NotificationMetrics metrics, TimeProvider clock) : IOwnQueues<NotificationsDbContext>
{
    private readonly Dictionary<string, (Channel Channel, Priority Priority)> _lanes = routes.ByChannel.Keys
        .SelectMany(channel => Enum.GetValues<Priority>().Select(priority => (channel, priority)))
        .ToDictionary(lane => Lane.NameOf(lane.channel, lane.priority));

    public bool Owns(string queue) => _lanes.ContainsKey(queue);

    /// <summary>It starts anew, with all its attempts; the rules that a worker goes by hold again.</summary>
    public Task ReplayAsync(DeadLetter letter, DateTimeOffset notBefore, NotificationsDbContext db, CancellationToken cancellationToken) =>
        MoveAsync(letter, NotificationState.Retrying, notBefore, db, cancellationToken);

    public Task DiscardAsync(DeadLetter letter, NotificationsDbContext db, CancellationToken cancellationToken) =>
        MoveAsync(letter, NotificationState.Cancelled, null, db, cancellationToken);

    public async Task<IReadOnlyList<QueueDepth>> DepthsAsync(NotificationsDbContext db, CancellationToken cancellationToken)
    {
        var waiting = await db.Notifications.Where(notification => notification.DueAt != null)
            .GroupBy(notification => new { notification.Channel, notification.Priority, IsRetrying = notification.Attempts > 0 })
            .Select(group => new { group.Key, Count = group.LongCount() })
            .ToDictionaryAsync(
                group => (group.Key.Channel, group.Key.Priority, group.Key.IsRetrying), group => group.Count, cancellationToken);
        return [.. _lanes.Select(lane => new QueueDepth(
            lane.Key,
            waiting.GetValueOrDefault((lane.Value.Channel, lane.Value.Priority, false)),
            waiting.GetValueOrDefault((lane.Value.Channel, lane.Value.Priority, true)),
            routes.ByChannel[lane.Value.Channel] is { Pause: var pause } route && pause > TimeSpan.Zero
                ? $"{string.Join(", ", route.Health.Select(provider => provider.Provider))}: away, asked again in {pause.TotalSeconds:0} s"
                : null))];
    }

    private async Task MoveAsync(
        DeadLetter letter, NotificationState state, DateTimeOffset? dueAt, NotificationsDbContext db, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var reason = state == NotificationState.Cancelled ? Reasons.Discarded : Reasons.Replayed;
        var moved = await db.Notifications.FromSql($"""
            WITH moved AS (
                UPDATE notifications
                SET state = {state.ToWire()}, reason = {reason}, attempts = 0, due_at = {dueAt}, fence = fence + 1, updated_at = {now}
                WHERE id = {letter.EventId} AND state = 'DEAD_LETTERED' RETURNING *
            ), history AS (
                INSERT INTO notification_changes (notification_id, state, reason, attempt, at)
                SELECT id, state, reason, attempts, {now} FROM moved
            )
            SELECT * FROM moved
            """).AsNoTracking().ToListAsync(cancellationToken);
        foreach (var notification in moved)
        {
            db.Publish(NotificationEvents.Of(notification, state, reason, now)!); // not null: both states are told
            metrics.Reached(notification.Channel, state, reason, now - notification.CreatedAt);
        }
    }
}
