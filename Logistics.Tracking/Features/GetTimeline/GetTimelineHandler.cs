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
        if (await db.CanonicalNumberAsync(request.TrackingNumber, cancellationToken) is not { } canonical)
        {
            return TrackingErrors.NotFound;
        }

        // One round trip: each entry comes with the snapshot. As a list inside the snapshot, Entity Framework would number all rows of the
        // table first.
        var newest = db.Entries.AsNoTracking()
            .Where(entry => entry.TrackingNumber == canonical)
            .OrderByDescending(entry => entry.Sequence)
            .Take(MaxEntries);
        var found = await newest
            .Join(
                db.Snapshots.AsNoTracking(),
                entry => entry.TrackingNumber,
                snapshot => snapshot.TrackingNumber,
                (entry, snapshot) => new { entry, snapshot })
            .ToListAsync(cancellationToken);
        if (found.Count == 0)
        {
            return TrackingErrors.NotFound;
        }

        var (snapshot, entries) = (found[0].snapshot, found.ConvertAll(row => row.entry));
        var scannedAt = entries.Where(entry => entry.Kind == EntryKind.Step).Max(entry => (DateTimeOffset?)entry.RecordedAt);
        var timeline = TimelineAnswer.Of(snapshot, entries, scannedAt, clock.GetUtcNow(), options.Value);
        var takenOut = snapshot.Status == ShipmentStatus.OutForDelivery ? TimelineAnswer.TakenOut(entries) : null;
        timeline.Position = takenOut is null ? null : await PositionAsync(takenOut, cancellationToken);
        return timeline;
    }

    /// <summary>Where the courier was last, if that was since the parcel is on board and not long ago.</summary>
    private async Task<ParcelPosition?> PositionAsync(TimelineEntry takenOut, CancellationToken cancellationToken)
    {
        var oldest = clock.GetUtcNow() - PositionLifetime;
        var position = await db.CourierPositions.AsNoTracking()
            .SingleOrDefaultAsync(
                position => position.CourierId == takenOut.CourierId && position.At >= takenOut.OccurredAt && position.At >= oldest,
                cancellationToken);
        return position is null ? null : TimelineAnswer.Position(position.ToPing());
    }
}
