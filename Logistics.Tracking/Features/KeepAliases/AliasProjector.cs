using Logistics.Contracts.Events;
using Logistics.Messaging;
using Logistics.Tracking.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Tracking.Features.KeepAliases;

/// <summary>Keeps the partners' numbers of parcels: what a newer event told stays, whatever order they come in.</summary>
internal sealed class AliasProjector : IProjection<TrackingDbContext>
{
    public async Task<HashSet<Guid>> ProjectAsync(IReadOnlyList<IEvent> events, TrackingDbContext db, CancellationToken cancellationToken)
    {
        foreach (var told in events.OfType<ShipmentUpdated>().Where(update => update.Aliases is not null)
            .OrderBy(update => update.Sequence))
        {
            string[] aliases = [.. told.Aliases!]; // not null: filtered
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO shipment_aliases AS kept (tracking_number, aliases, sequence, told_at)
                VALUES ({told.TrackingNumber}, {aliases}, {told.Sequence}, {told.RecordedAt.ToUniversalTime()})
                ON CONFLICT (tracking_number) DO UPDATE
                SET (aliases, sequence, told_at) = (excluded.aliases, excluded.sequence, excluded.told_at)
                WHERE excluded.sequence > kept.sequence
                """,
                cancellationToken);
        }

        return [.. events.Select(@event => @event.EventId)];
    }
}
