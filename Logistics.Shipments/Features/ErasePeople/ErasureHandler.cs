using Logistics.Contracts.Events;
using Logistics.Messaging;
using Logistics.Shipments.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Shipments.Features.ErasePeople;

/// <summary>Notes who is gone, and takes them off what has ended.</summary>
internal sealed class ErasureHandler : IEventHandler<ShipmentsDbContext>
{
    public async Task HandleAsync(IReadOnlyList<IEvent> events, ShipmentsDbContext db, CancellationToken cancellationToken)
    {
        foreach (var deleted in events.OfType<UserDeleted>())
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO erasures (owner_id, at) VALUES ({deleted.UserId}, {deleted.OccurredAt.ToUniversalTime()})
                ON CONFLICT DO NOTHING
                """,
                cancellationToken);
        }

        await db.Database.ExecuteSqlAsync(Erasing.EraseEnded, cancellationToken);
    }
}
