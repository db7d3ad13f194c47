using Logistics.Contracts.Events;
using Logistics.Messaging;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Features.RequestNotifications;
using Logistics.Notifications.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Logistics.Notifications.Features.KeepPeople;

/// <summary>
/// Forgets a person. What was told stays as a fact without words, address and name; what was about to be told is cancelled. What people
/// with an account were told about the person's parcels is theirs and stays.
/// </summary>
internal sealed class Erasure(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>A parcel that was under way when its sender left has arrived by then.</summary>
    private static readonly TimeSpan LongestJourney = TimeSpan.FromDays(120);

    public static async Task EraseAsync(UserDeleted deleted, NotificationsDbContext db, CancellationToken cancellationToken)
    {
        var at = deleted.OccurredAt.ToUniversalTime();
        await db.Devices.Where(device => device.UserId == deleted.UserId).ExecuteDeleteAsync(cancellationToken);
        await db.Preferences.Where(preferences => preferences.UserId == deleted.UserId).ExecuteDeleteAsync(cancellationToken);
        var cancelled = await db.Notifications.FromSql(
            $"""
            WITH theirs AS (
                SELECT id, due_at IS NOT NULL OR state IN ('ACCEPTED', 'DEFERRED') AS is_open
                FROM notifications WHERE user_id = {deleted.UserId} FOR UPDATE
            ), own AS (
                UPDATE notifications n
                SET title = '', body = '', parts = NULL, variables = jsonb_build_object(), address = NULL,
                    due_at = NULL, told_by = NULL, fence = fence + 1,
                    state = CASE WHEN is_open THEN 'CANCELLED' ELSE state END,
                    reason = CASE WHEN is_open THEN {Reasons.Erased} ELSE reason END
                FROM theirs WHERE n.id = theirs.id RETURNING n.*
            ), history AS (
                INSERT INTO notification_changes (notification_id, state, reason, attempt, at)
                SELECT own.id, state, reason, attempts, {at} FROM own JOIN theirs ON theirs.id = own.id WHERE is_open
            ), mailed AS (
                DELETE FROM mails USING own WHERE mails.notification_id = own.id
            ), gathering AS (
                DELETE FROM digests WHERE recipient = {deleted.UserId}
            ), counted AS (
                DELETE FROM throttles WHERE recipient = {deleted.UserId}
            ), suppressed AS (
                DELETE FROM suppressions USING contacts
                WHERE contacts.user_id = {deleted.UserId} AND contacts.email_key <> ''
                    AND suppressions.address_key IN (contacts.email_key, contacts.phone)
            ), others AS (
                DELETE FROM mails USING contacts
                WHERE contacts.user_id = {deleted.UserId} AND contacts.email_key <> '' AND mails.to_key = contacts.email_key
            )
            SELECT own.* FROM own JOIN theirs ON theirs.id = own.id WHERE is_open
            """).AsNoTracking().ToListAsync(cancellationToken);
        foreach (var notification in cancelled)
        {
            db.Publish(NotificationEvents.Of(notification, notification.State, notification.Reason, at)!); // not null: this state is told
        }

        await db.EraseRequestsAsync(deleted.UserId, at, cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO contacts (user_id, email, email_key, email_confirmed, name, locale, updated_at, erased_at)
            VALUES ({deleted.UserId}, '', '', false, '', '', 'infinity', {at})
            ON CONFLICT (user_id) DO UPDATE
            SET email = '', email_key = '', email_confirmed = false, name = '', phone = NULL, locale = '', time_zone = NULL,
                updated_at = excluded.updated_at, erased_at = excluded.erased_at
            """,
            cancellationToken);
        await db.Database.ExecuteSqlAsync(EraseToStrangers(at), cancellationToken);
    }

    /// <summary>
    /// Parcels of a person who is gone still arrive, and their recipients are told so. To be called now and then: takes the words away once
    /// they are sent.
    /// </summary>
    public Task SweepAsync(CancellationToken cancellationToken) =>
        database.ExecuteAsync(EraseToStrangers(clock.GetUtcNow() - LongestJourney), cancellationToken);

    /// <summary>
    /// What people without an account were told about parcels of those who were erased since then: the names in it were given by them.
    /// </summary>
    private static FormattableString EraseToStrangers(DateTimeOffset since) =>
        $"""
        WITH parcels AS (
            SELECT DISTINCT n.tracking_number, n.owner_id
            FROM contacts c JOIN notifications n ON n.user_id = c.user_id AND n.owner_id = c.user_id
            WHERE c.erased_at >= {since}
        ), about AS (
            SELECT n.id, n.told_by
            FROM notifications n JOIN parcels p ON n.tracking_number = p.tracking_number AND n.owner_id = p.owner_id
            WHERE n.user_id IS NULL
        ), told AS (
            UPDATE notifications n SET title = '', body = '', parts = NULL, variables = jsonb_build_object(), address = NULL
            WHERE n.id IN (SELECT id FROM about UNION SELECT told_by FROM about) AND n.due_at IS NULL AND n.body <> ''
            RETURNING n.id
        )
        DELETE FROM mails USING told WHERE mails.notification_id = told.id
        """;
}
