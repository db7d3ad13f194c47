using Logistics.Contracts.Events;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Notifications.Features.NotifyOfShipments;

/// <summary>The accounts that some events are about, with what they prefer, found in one query.</summary>
internal sealed class Contacts(IEnumerable<Person> people)
{
    private readonly List<Person> _people = [.. people.OrderBy(person => person.Contact.UpdatedAt)];

    public static Task<Contacts> FindAsync(
        IReadOnlyCollection<ShipmentEvent> events, NotificationsDbContext db, CancellationToken cancellationToken) =>
        FindAsync(
            [.. events.Select(@event => @event.OwnerId).Distinct()],
            [.. events.Select(@event => @event.Recipient.Email).OfType<string>().Select(EmailAddress.KeyOf).Distinct()],
            db,
            cancellationToken);

    /// <param name="addresses">As they are compared.</param>
    public static async Task<Contacts> FindAsync(
        IReadOnlyList<Guid> users, IReadOnlyList<string> addresses, NotificationsDbContext db, CancellationToken cancellationToken) =>
        new(await db.Contacts.AsNoTracking()
            .Where(contact => users.Contains(contact.UserId) || addresses.Contains(contact.EmailKey))
            .LeftJoin(db.Preferences, contact => contact.UserId, preferences => preferences.UserId, (contact, preferences) =>
                new Person(contact, preferences, db.Devices.Any(device => device.UserId == contact.UserId && !device.IsRemoved)))
            .ToListAsync(cancellationToken));

    public Person? Of(Guid userId) => _people.Find(person => person.Contact.UserId == userId);

    /// <summary>The account that this address was shown to belong to, the newest if several had it.</summary>
    public Person? At(string? address) => address is null ? null : _people.FindLast(
        person => person.Contact.EmailConfirmed && person.Contact.EmailKey == EmailAddress.KeyOf(address));
}
