using Logistics.Contracts;
using Logistics.Contracts.Events;
using Logistics.Contracts.Notifications.V1;
using Logistics.Messaging;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Persistence;
using Logistics.Notifications.Rules;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Logistics.Notifications.Dispatch;

/// <summary>
/// The queue of each channel and priority: an index over the notifications themselves. A claim is a lease with a fencing token; a lease
/// that ran out means that a worker died while sending, so the notification passes through UNCERTAIN before it is sent again.
/// </summary>
internal sealed class DispatchQueue(IServiceScopeFactory scopes, NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>What has waited for longer may have been overtaken by what happened since.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromMinutes(5);

    /// <summary>Takes what is due, oldest first, so that no other worker has it until the lease ends.</summary>
    public async Task<IReadOnlyList<Notification>> ClaimAsync(
        Channel channel, Priority priority, int limit, TimeSpan lease, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (!await database.AnyAsync(
            $"""
            SELECT FROM notifications
            WHERE channel = {channel.ToWire()} AND priority = {priority.ToWire()} AND due_at <= {now} AND told_by IS NULL
            """,
            cancellationToken))
        {
            return []; // mostly, for a wake-up is for all lanes: that is cheaper
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDbContext>();
        return await db.Notifications.FromSql($"""
            WITH due AS (
                SELECT n.id, n.state, COALESCE(n.address, c.email) AS address
                FROM notifications n
                LEFT JOIN contacts c ON n.address IS NULL AND n.channel = 'EMAIL' AND c.user_id = n.user_id AND c.email_confirmed
                WHERE n.channel = {channel.ToWire()} AND n.priority = {priority.ToWire()} AND n.due_at <= {now} AND n.told_by IS NULL
                ORDER BY n.due_at LIMIT {limit} FOR UPDATE OF n SKIP LOCKED
            ), claimed AS (
                UPDATE notifications n
                SET state = 'SENDING', reason = COALESCE(
                        (SELECT s.reason FROM suppressions s WHERE s.address_key = lower(due.address) AND s.channel = n.channel
                            AND s.scope IN ({Suppression.Everything}, n.category) AND s.lifted_at IS NULL LIMIT 1),
                        CASE WHEN n.created_at < {now - Stale} AND EXISTS (
                            SELECT FROM unnest({Overtaking.What}, {Overtaking.By}) o(what, by)
                            JOIN notifications later ON later.tracking_number = n.tracking_number AND later.sequence > n.sequence
                                AND starts_with(later.template, o.by)
                            WHERE starts_with(n.template, o.what)) THEN {Reasons.Overtaken} END,
                        CASE WHEN due.state = 'SENDING' THEN {Reasons.LeaseExpired} END),
                    address = due.address, fence = n.fence + 1, due_at = {now + lease}, updated_at = {now},
                    attempts = n.attempts + CASE WHEN due.state = 'SENDING' THEN 1 ELSE 0 END
                FROM due WHERE n.id = due.id
                RETURNING n.*
            ), history AS (
                INSERT INTO notification_changes (notification_id, state, reason, attempt, at)
                SELECT claimed.id, 'UNCERTAIN', {Reasons.LeaseExpired}, claimed.attempts, {now}
                FROM claimed JOIN due ON due.id = claimed.id WHERE due.state = 'SENDING'
                UNION ALL
                SELECT id, 'SENDING', NULL, attempts + 1, {now} FROM claimed
            )
            SELECT * FROM claimed ORDER BY created_at, id
            """).AsNoTracking().ToListAsync(cancellationToken);
    }

    /// <summary>
    /// Records what became of claimed notifications, and publishes it. Where there is nothing more to send of an account mail, its link is
    /// forgotten.
    /// </summary>
    /// <returns>The ids of those that were still ours to record.</returns>
    public async Task<IReadOnlySet<Guid>> RecordAsync(
        IReadOnlyList<(Notification Notification, Step Step)> outcomes, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDbContext>();
        var rows = Rows.Serialize([.. outcomes.Select(outcome => outcome.Step)]);
        var now = clock.GetUtcNow();
        return await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var recorded = await db.Database.SqlQuery<Guid>($"""
                WITH step AS (
                    SELECT * FROM jsonb_to_recordset({rows}::jsonb) AS s(
                        id uuid, fence int, state text, reason text, attempts int, due_at timestamptz,
                        provider text, reached_devices uuid[], rule text)
                ), recorded AS (
                    UPDATE notifications n
                    SET state = step.state, reason = step.reason, rule = COALESCE(step.rule, n.rule), attempts = step.attempts,
                        due_at = step.due_at, updated_at = {now}, provider = step.provider, reached_devices = step.reached_devices,
                        variables = CASE WHEN step.due_at IS NULL AND n.role = 'ACCOUNT' THEN jsonb_build_object() ELSE n.variables END
                    FROM step WHERE n.id = step.id AND n.fence = step.fence AND n.state = 'SENDING'
                    RETURNING n.id, n.state, n.reason, n.attempts
                ), history AS (
                    INSERT INTO notification_changes (notification_id, state, reason, attempt, at)
                    SELECT id, state, reason, attempts, {now} FROM recorded
                )
                SELECT id AS "Value" FROM recorded
                """).ToListAsync(cancellationToken);

            var ours = recorded.ToHashSet();
            foreach (var (notification, step) in outcomes.Where(outcome => ours.Contains(outcome.Step.Id)))
            {
                if (NotificationEvents.Of(notification, step.State, step.Reason, now) is { } @event)
                {
                    db.Publish(@event);
                }

                if (step.State == NotificationState.DeadLettered)
                {
                    db.Add(DeadLetterOf(notification, step, now));
                }
            }

            await db.AddBouncedAsync(
                outcomes.Where(outcome => outcome.Step.State == NotificationState.Bounced && ours.Contains(outcome.Step.Id))
                    .Select(outcome => (outcome.Step.Id, outcome.Step.Reason)),
                now,
                cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return ours;
        });
    }

    /// <summary>For people to decide about, among those of the other queues. Ids only.</summary>
    private static DeadLetter DeadLetterOf(Notification notification, Step step, DateTimeOffset now)
    {
        var @event = NotificationEvents.Of(notification, step.State, step.Reason, now)!; // not null: this state is told
        return new DeadLetter
        {
            Id = Guid.CreateVersion7(now),
            Queue = Lane.NameOf(notification.Channel, notification.Priority),
            EventId = notification.Id,
            EventName = @event.EventName,
            Subject = @event.Subject,
            Source = "notifications",
            Body = EventCatalogue.Serialize(@event),
            Headers = "{}",
            Reason = DeadLetterReasons.AttemptsExhausted,
            Detail = step.Reason,
            Attempts = step.Attempts,
            OccurredAt = notification.CreatedAt,
            DiedAt = now,
        };
    }
}
