using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Messaging;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Notifications.Features.KeepCorrespondents;

/// <summary>
/// Learns whom an account may write to: the parties of a parcel that we have got in our hands. A label alone costs nothing and would open
/// the door to anyone who wants to write to anyone.
/// </summary>
internal sealed class CorrespondentsHandler : IProjection<NotificationsDbContext>
{
    /// <summary>The two ways by which a parcel comes to us.</summary>
    public static string[] EventNames { get; } =
        [ShipmentEventNames.For(ShipmentStatus.PickedUp), ShipmentEventNames.For(ShipmentStatus.ArrivedAtWarehouse)];

    public async Task<HashSet<Guid>> ProjectAsync(
        IReadOnlyList<IEvent> events, NotificationsDbContext db, CancellationToken cancellationToken)
    {
        var known = events.OfType<ShipmentEvent>().SelectMany(Parties).DistinctBy(party => (party.OwnerId, party.Address)).ToList();
        if (known.Count > 0)
        {
            // Always in the same order, so that two replicas do not wait for each other; a row a day is enough.
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO correspondents AS c (owner_id, address, seen_at)
                SELECT owner_id, address, seen_at
                FROM unnest({known.Select(party => party.OwnerId).ToArray()},
                            {known.Select(party => party.Address).ToArray()},
                            {known.Select(party => party.SeenAt).ToArray()})
                    AS known(owner_id, address, seen_at)
                WHERE NOT EXISTS (SELECT FROM contacts WHERE contacts.user_id = known.owner_id AND contacts.erased_at IS NOT NULL)
                ORDER BY owner_id, address
                ON CONFLICT (owner_id, address) DO UPDATE SET seen_at = excluded.seen_at WHERE c.seen_at < excluded.seen_at
                """,
                cancellationToken);
        }

        return [.. events.Select(@event => @event.EventId)];
    }

    private static IEnumerable<Correspondent> Parties(ShipmentEvent @event)
    {
        var at = @event.RecordedAt.ToUniversalTime();
        return new[] { @event.Sender.Email, @event.Sender.Phone, @event.Recipient.Email, @event.Recipient.Phone }
            .Where(address => !string.IsNullOrWhiteSpace(address) && address.Length <= EmailAddress.Longest)
            .Select(address => new Correspondent
            {
                OwnerId = @event.OwnerId,
                Address = EmailAddress.KeyOf(address!), // not null: not blank
                SeenAt = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerDay)),
            });
    }
}
