using Logistics.Contracts.Notifications.V1;
using Logistics.Messaging;
using Logistics.Notifications.Dispatch;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Persistence;
using Logistics.Notifications.Rules;
using Logistics.Notifications.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Notifications.Features.TellTogether;

/// <summary>
/// Tells what was gathered when it is due. The digest goes, its members end as merged and one message is queued, all in one transaction:
/// what is told twice or lost cannot be. What is idle by then is left out, and what is left alone is told by itself.
/// </summary>
internal sealed class DigestFlush(NotificationsDbContext db, DispatchSignal signal, NotificationMetrics metrics, TimeProvider clock)
{
    private const int AtOnce = 100;

    private static readonly PreferenceRule Preference = new();

    public static FormattableString Due(DateTimeOffset now) => $"SELECT FROM digests WHERE due_at <= {now}";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await db.Database.CreateExecutionStrategy().ExecuteAsync(() => FlushAsync(cancellationToken)) == AtOnce)
        {
        }
    }

    private async Task<int> FlushAsync(CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var due = await db.Database.SqlQuery<Guid>($"""
            DELETE FROM digests
            WHERE id IN (SELECT id FROM digests WHERE due_at <= {now} ORDER BY due_at LIMIT {AtOnce} FOR UPDATE SKIP LOCKED)
            RETURNING id AS "Value"
            """).ToListAsync(cancellationToken);
        if (due.Count == 0)
        {
            return 0;
        }

        var members = await db.Notifications
            .FromSql($"SELECT * FROM notifications WHERE told_by = ANY({due.ToArray()}) AND state = 'DEFERRED' FOR UPDATE")
            .AsNoTracking().ToListAsync(cancellationToken);
        var people = await PeopleAsync(members, cancellationToken);
        var obstacles = await ObstaclesAsync(due, now, cancellationToken);
        var steps = members.ToDictionary(member => member.Id, member => Obstacle(member, obstacles, people));
        var tellers = new List<Notification>();
        var groups = members
            .Where(member => steps[member.Id] is null)
            .GroupBy(member => member.ToldBy!.Value); // not null: found by it
        foreach (var group in groups)
        {
            List<Notification> told = [.. group.OrderByDescending(member => member.CreatedAt).ThenByDescending(member => member.Sequence)];
            if (told.Count > 1)
            {
                tellers.Add(Gathered.Make(group.Key, told, people.GetValueOrDefault(told[0].UserId ?? Guid.Empty), now));
            }

            told.ForEach(member => steps[member.Id] = told.Count > 1
                ? Step.Aside(member, NotificationState.Suppressed, Reasons.Merged)
                : Step.Aside(member, NotificationState.Queued, reason: null, now));
        }

        await RecordAsync([.. steps.Values.OfType<Step>()], now, cancellationToken);
        await NotificationRows.AddAsync(tellers, db, cancellationToken);
        foreach (var member in members)
        {
            var step = steps[member.Id]!; // not null: each has an obstacle or is told
            metrics.Reached(member.Channel, step.State, step.Reason, TimeSpan.Zero);
            if (NotificationEvents.Of(member, step.State, step.Reason, now) is { } @event)
            {
                db.Publish(@event);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        signal.Wake();
        return due.Count;
    }

    private static Step? Obstacle(Notification member, Dictionary<Guid, string> obstacles, Dictionary<Guid, Person> people) =>
        obstacles.TryGetValue(member.Id, out var reason)
            ? Step.Aside(
                member,
                reason is Reasons.TooLate or Reasons.Overtaken ? NotificationState.Expired : NotificationState.Suppressed,
                reason) with
            {
                Rule = reason is Reasons.TooLate or Reasons.Overtaken ? Rule.Expiry : Rule.Address,
            }
        : people.TryGetValue(member.UserId ?? Guid.Empty, out var person)
        && person.Preferences is not null
        && !person.Preferences.Channels.Wants(member.Category, member.Channel)
            ? Step.Aside(member, NotificationState.Suppressed, Reasons.Preference) with { Rule = Rule.Preference }
        : null;

    private async Task<Dictionary<Guid, Person>> PeopleAsync(List<Notification> members, CancellationToken cancellationToken)
    {
        var users = members.Select(member => member.UserId).OfType<Guid>().Distinct().ToList();
        return await db.Contacts.AsNoTracking().Where(contact => users.Contains(contact.UserId))
            .LeftJoin(
                db.Preferences,
                contact => contact.UserId,
                preferences => preferences.UserId,
                (contact, preferences) => new Person(contact, preferences, false))
            .ToDictionaryAsync(person => person.Contact.UserId, cancellationToken);
    }

    /// <summary>Members that have become idle, or whose address gets nothing any more, each with the reason.</summary>
    private async Task<Dictionary<Guid, string>> ObstaclesAsync(List<Guid> due, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await db.Database.SqlQuery<ObstacleRow>($"""
            SELECT * FROM (
                SELECT n.id AS "Id", CASE
                    WHEN n.expires_at <= {now} THEN {Reasons.TooLate}
                    WHEN EXISTS (
                        SELECT FROM unnest({Overtaking.What}, {Overtaking.By}) o(what, by)
                        JOIN notifications later ON later.tracking_number = n.tracking_number AND later.sequence > n.sequence
                            AND starts_with(later.template, o.by)
                        WHERE starts_with(n.template, o.what)) THEN {Reasons.Overtaken}
                    ELSE (SELECT s.reason FROM suppressions s WHERE s.address_key = lower(n.address) AND s.channel = n.channel
                        AND s.scope IN ({Suppression.Everything}, n.category) AND s.lifted_at IS NULL LIMIT 1) END AS "Reason"
                FROM notifications n WHERE n.told_by = ANY({due.ToArray()}) AND n.state = 'DEFERRED') member
            WHERE "Reason" IS NOT NULL
            """).ToListAsync(cancellationToken)).ToDictionary(row => row.Id, row => row.Reason);

    private Task<int> RecordAsync(IReadOnlyList<Step> steps, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
        $"""
        WITH step AS (
            SELECT * FROM jsonb_to_recordset({Rows.Serialize(steps)}::jsonb)
                AS s(id uuid, state text, reason text, due_at timestamptz, rule text)
        ), recorded AS (
            UPDATE notifications n
            SET state = step.state, reason = step.reason, rule = COALESCE(step.rule, n.rule), due_at = step.due_at, updated_at = {now},
                told_by = CASE WHEN step.reason = {Reasons.Merged} THEN n.told_by END
            FROM step WHERE n.id = step.id
            RETURNING n.id, n.state, n.reason, n.attempts
        )
        INSERT INTO notification_changes (notification_id, state, reason, attempt, at)
        SELECT id, state, reason, attempts, {now} FROM recorded
        """,
        cancellationToken);

    private sealed record ObstacleRow(Guid Id, string Reason);
}
