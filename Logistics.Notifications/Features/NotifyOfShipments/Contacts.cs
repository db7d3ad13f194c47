using Logistics.Contracts.Events;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Notifications.Features.NotifyOfShipments;

/// <summary>The accounts that some events are about, found in one query.</summary>
internal sealed class Contacts(IEnumerable<Contact> contacts)
{
    private readonly List<Contact> _contacts = [.. contacts.OrderBy(contact => contact.UpdatedAt)];

    public static async Task<Contacts> FindAsync(IReadOnlyCollection<ShipmentEvent> events, NotificationsDbContext db, CancellationToken cancellationToken)
    {
        var owners = events.Select(@event => @event.OwnerId).Distinct().ToList();
        var addresses = events.Select(@event => @event.Recipient.Email).OfType<string>().Select(EmailAddress.KeyOf).Distinct().ToList();
        return new Contacts(await db.Contacts.AsNoTracking()
            .Where(contact => owners.Contains(contact.UserId) || addresses.Contains(contact.EmailKey))
            .ToListAsync(cancellationToken));
    }

    public Contact? Of(Guid userId) => _contacts.Find(contact => contact.UserId == userId);

    /// <summary>The account that this address was shown to belong to, the newest if several had it.</summary>
    public Contact? At(string? address) =>
        address is null ? null : _contacts.FindLast(contact => contact.EmailConfirmed && contact.EmailKey == EmailAddress.KeyOf(address));
}
