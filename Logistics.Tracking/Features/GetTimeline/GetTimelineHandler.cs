using Logistics.Contracts;
using Logistics.Contracts.Tracking.V1;
using Logistics.ServiceDefaults.Results;
using Logistics.Tracking.Domain;
using Logistics.Tracking.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Tracking.Features.GetTimeline;

internal sealed class GetTimelineHandler(TrackingDbContext db)
{
    /// <summary>Far more than a parcel's life has; past it the newest are shown.</summary>
    private const int MaxEntries = 1_000;

    public async Task<Result<Timeline>> HandleAsync(GetTimelineRequest request, CancellationToken cancellationToken)
    {
        if (!TrackingNumber.TryParse(request.TrackingNumber, out var number))
        {
            return TrackingErrors.NotFound;
        }

        var canonical = number.ToString();
        var found = await db.Snapshots.AsNoTracking()
            .Where(snapshot => snapshot.TrackingNumber == canonical)
            .Select(snapshot => new
            {
                Snapshot = snapshot,
                Entries = db.Entries
                    .Where(entry => entry.TrackingNumber == snapshot.TrackingNumber)
                    .OrderByDescending(entry => entry.Sequence)
                    .Take(MaxEntries)
                    .ToList(),
            })
            .SingleOrDefaultAsync(cancellationToken);
        return found is null ? TrackingErrors.NotFound : TimelineAnswer.Of(found.Snapshot, found.Entries);
    }
}
