using Logistics.Contracts.Events;
using Logistics.Messaging;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Notifications.Features.KeepContacts;

/// <summary>Keeps our copy of who can be reached where, and lets go what waited for it.</summary>
internal sealed class ContactsHandler(WaitingMail waitingMail) : IEventHandler<NotificationsDbContext>
{
    public async Task HandleAsync(IReadOnlyList<IEvent> events, NotificationsDbContext db, CancellationToken cancellationToken)
    {
        await AddAsync([.. events.OfType<UserRegistered>()], db, cancellationToken);
        await ConfirmAsync(NewestOfEach(events.OfType<EmailConfirmed>()), db, cancellationToken);
    }

    public Task CommittedAsync(IReadOnlyList<IEvent> events, CancellationToken cancellationToken) =>
        waitingMail.ReleaseAsync(cancellationToken);

    private static async Task AddAsync(List<UserRegistered> users, NotificationsDbContext db, CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO contacts (user_id, email, email_key, email_confirmed, name, phone, locale, updated_at)
            SELECT user_id, email, email_key, email_confirmed, name, phone, locale, updated_at
            FROM unnest({Column(users, user => user.UserId)}, {Column(users, user => user.Email)},
                        {Column(users, user => EmailAddress.KeyOf(user.Email))}, {Column(users, user => user.EmailConfirmed)},
                        {Column(users, user => user.DisplayName)}, {Column(users, user => user.Phone)},
                        {Column(users, user => user.Locale)}, {Column(users, user => user.OccurredAt.ToUniversalTime())})
                AS contact(user_id, email, email_key, email_confirmed, name, phone, locale, updated_at)
            ON CONFLICT (user_id) DO NOTHING
            """,
            cancellationToken);

    /// <summary>May come before the registration, and a later one before an earlier one.</summary>
    private static async Task ConfirmAsync(List<EmailConfirmed> users, NotificationsDbContext db, CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO contacts (user_id, email, email_key, email_confirmed, name, phone, locale, updated_at)
            SELECT user_id, email, email_key, true, name, phone, locale, updated_at
            FROM unnest({Column(users, user => user.UserId)}, {Column(users, user => user.Email)},
                        {Column(users, user => EmailAddress.KeyOf(user.Email))},
                        {Column(users, user => user.DisplayName)}, {Column(users, user => user.Phone)},
                        {Column(users, user => user.Locale)}, {Column(users, user => user.OccurredAt.ToUniversalTime())})
                AS contact(user_id, email, email_key, name, phone, locale, updated_at)
            ON CONFLICT (user_id) DO UPDATE
            SET email = excluded.email, email_key = excluded.email_key, email_confirmed = true, updated_at = excluded.updated_at
            WHERE contacts.updated_at <= excluded.updated_at
            """,
            cancellationToken);

    private static List<EmailConfirmed> NewestOfEach(IEnumerable<EmailConfirmed> users) =>
        [.. users.GroupBy(user => user.UserId).Select(same => same.MaxBy(user => user.OccurredAt)!)]; // not null: no group is empty

    private static T[] Column<TEvent, T>(List<TEvent> users, Func<TEvent, T> value) => [.. users.Select(value)];
}
