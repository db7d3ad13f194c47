using Logistics.Notifications.Dispatch;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Features.KeepContacts;
using Logistics.Notifications.Persistence;
using Logistics.Notifications.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Notifications.Features.RequestNotifications;

/// <summary>Lets go what was accepted for later and is due: now the rules decide. One request a transaction, each by one replica.</summary>
internal sealed class ScheduledRequests(
    NotificationsDbContext db,
    RequestPlanner planner,
    DispatchSignal signal,
    WaitingMail waitingMail,
    NotificationMetrics metrics,
    TimeProvider clock)
{
    public static FormattableString Due(DateTimeOffset now) =>
        $"SELECT FROM notification_requests WHERE is_waiting AND send_at <= {now}";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await db.Database.CreateExecutionStrategy().ExecuteAsync(() => ReleaseAsync(cancellationToken)) is { } released)
        {
            signal.Wake();
            if (released.Exists(notification => notification.Reason == Reasons.ContactUnknown))
            {
                await waitingMail.ReleaseAsync(cancellationToken);
            }
        }
    }

    /// <returns>What was decided; nothing: nothing is due.</returns>
    private async Task<List<Notification>?> ReleaseAsync(CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var due = await db.Set<NotificationRequest>().FromSql(
            $"""
            UPDATE notification_requests r SET is_waiting = false
            FROM (
                SELECT owner_id, request_id FROM notification_requests
                WHERE is_waiting AND send_at <= {now} ORDER BY send_at LIMIT 1 FOR UPDATE SKIP LOCKED
            ) due
            WHERE r.owner_id = due.owner_id AND r.request_id = due.request_id RETURNING r.*
            """).AsNoTracking().ToListAsync(cancellationToken);
        if (due is not [var request])
        {
            return null;
        }

        var accepted = await db.Notifications.FromSql(
            $"""
            SELECT * FROM notifications
            WHERE owner_id = {request.OwnerId} AND request_id = {request.RequestId} AND state = 'ACCEPTED'
            ORDER BY recipient_index, channel FOR UPDATE
            """).AsNoTracking().ToListAsync(cancellationToken);
        var decided = await planner.DecideAsync(accepted.ConvertAll(RequestPlanner.Candidate), db, now, cancellationToken);
        await db.DecideAsync(decided, now, cancellationToken);
        db.PublishAll(decided, metrics, now);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return decided;
    }
}
