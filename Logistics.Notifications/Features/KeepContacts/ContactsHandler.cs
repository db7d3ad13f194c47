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
        var registrations = events.OfType<UserRegistered>().ToList();
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO contacts (user_id, email, email_key, name, phone, locale, updated_at)
            SELECT user_id, email, email_key, name, phone, locale, updated_at
            FROM unnest({Column(registrations, user => user.UserId)}, {Column(registrations, user => user.Email)}, {Column(registrations, user => EmailAddress.KeyOf(user.Email))},
                        {Column(registrations, user => user.DisplayName)}, {Column(registrations, user => user.Phone)}, {Column(registrations, user => user.Locale)},
                        {Column(registrations, user => user.OccurredAt.ToUniversalTime())})
                AS contact(user_id, email, email_key, name, phone, locale, updated_at)
            ON CONFLICT (user_id) DO NOTHING
            """,
            cancellationToken);
    }

    public Task CommittedAsync(IReadOnlyList<IEvent> events, CancellationToken cancellationToken) => waitingMail.ReleaseAsync(cancellationToken);

    private static T[] Column<T>(List<UserRegistered> users, Func<UserRegistered, T> value) => [.. users.Select(value)];
}
