using Logistics.Contracts;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Tracking.V1;
using Logistics.ServiceDefaults.Results;
using Logistics.Tracking.Domain;
using Logistics.Tracking.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TimelineEntry = Logistics.Tracking.Domain.TimelineEntry;

namespace Logistics.Tracking.Features.GetTimeline;

internal sealed class GetTimelineHandler(TrackingDbContext db, IOptions<TrackingOptions> options, TimeProvider clock)
{
    /// <summary>Far more than a parcel's life has; past it the newest are shown.</summary>
    private const int MaxEntries = 1_000;

    /// <summary>An older position says nothing of where the parcel is.</summary>
    private static readonly TimeSpan PositionLifetime = TimeSpan.FromHours(1);

    public async Task<Result<Timeline>> HandleAsync(GetTimelineRequest request, CancellationToken cancellationToken)
    {
        if (await CanonicalAsync(request.TrackingNumber, cancellationToken) is not { } canonical)
        {
            return TrackingErrors.NotFound;
        }

        // One round trip: each entry comes with the snapshot. As a list inside the snapshot, Entity Framework would number all rows of the table first.
        var newest = db.Entries.AsNoTracking()
            .Where(entry => entry.TrackingNumber == canonical)
            .OrderByDescending(entry => entry.Sequence)
            .Take(MaxEntries);
        var found = await newest
            .Join(db.Snapshots.AsNoTracking(), entry => entry.TrackingNumber, snapshot => snapshot.TrackingNumber, (entry, snapshot) => new { entry, snapshot })
            .ToListAsync(cancellationToken);
        if (found.Count == 0)
        {
            return TrackingErrors.NotFound;
        }

        var timeline = TimelineAnswer.Of(found[0].snapshot, found.ConvertAll(row => row.entry), clock.GetUtcNow(), options.Value);
        var takenOut = found[0].snapshot.Status == ShipmentStatus.OutForDelivery ? found.Find(row => row.entry.CourierId is not null)?.entry : null;
        timeline.Position = takenOut is null ? null : await PositionAsync(takenOut, cancellationToken);
        return timeline;
    }

    /// <summary>Where the courier was last, if that was since the parcel is on board and not long ago.</summary>
    private async Task<ParcelPosition?> PositionAsync(TimelineEntry takenOut, CancellationToken cancellationToken)
    {
        var oldest = clock.GetUtcNow() - PositionLifetime;
        var position = await db.CourierPositions.AsNoTracking()
            .SingleOrDefaultAsync(position => position.CourierId == takenOut.CourierId && position.At >= takenOut.OccurredAt && position.At >= oldest, cancellationToken);
        return position is null ? null : TimelineAnswer.Position(position.ToPing());
    }

    /// <summary>The tracking number that is meant: itself, or that of the parcel which has it as a partner's number.</summary>
    private async Task<string?> CanonicalAsync(string asked, CancellationToken cancellationToken)
    {
        if (TrackingNumber.TryParse(asked, out var number))
        {
            return number.ToString();
        }

        if (!PartnerNumber.TryParse(asked, out var partner))
        {
            return null;
        }

        string[] alias = [partner.ToString()];
        return await db.Aliases.AsNoTracking()
            .Where(shipment => alias.All(one => shipment.Aliases.Contains(one))) // which the index answers
            .OrderByDescending(shipment => shipment.ToldAt)
            .Select(shipment => shipment.TrackingNumber)
            .FirstOrDefaultAsync(cancellationToken);
    }
}
