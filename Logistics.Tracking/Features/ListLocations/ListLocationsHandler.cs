using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Tracking.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Tracking.Domain;
using Logistics.Tracking.Persistence;
using Microsoft.EntityFrameworkCore;
using LocationPing = Logistics.Tracking.Domain.LocationPing;

namespace Logistics.Tracking.Features.ListLocations;

/// <summary>
/// The way of a parcel: where its courier was from when it was taken out for delivery until whatever happened next. Other people's doors
/// are on it: rounded, but for the staff.
/// </summary>
internal sealed class ListLocationsHandler(TrackingDbContext db)
{
    /// <summary>A day's way at the usual distances; past it the newest.</summary>
    private const int MaxPings = 2_000;

    public async Task<Result<ListLocationsResponse>> HandleAsync(
        ListLocationsRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var number = await db.CanonicalNumberAsync(request.TrackingNumber, cancellationToken);
        if (number is null || !await db.Snapshots.AnyAsync(
            snapshot => snapshot.TrackingNumber == number && (caller.IsStaff || snapshot.OwnerId == caller.UserId), cancellationToken))
        {
            return TrackingErrors.NotFound;
        }

        var pings = await db.Database.SqlQuery<LocationPing>($"""
            SELECT ping.at AS "At", latitude AS "Latitude", longitude AS "Longitude",
                accuracy_meters AS "AccuracyMeters", speed_meters_per_second AS "SpeedMetersPerSecond"
            FROM (SELECT courier_id, occurred_at AS since, lead(occurred_at, 1, 'infinity') OVER (ORDER BY occurred_at, sequence) AS until
                  FROM timeline_entries WHERE tracking_number = {number} AND (kind = 'STEP' OR status <> 'OUT_FOR_DELIVERY')
                      AND sequence <> ALL (ARRAY(
                          SELECT corrects_sequence FROM timeline_entries
                          WHERE tracking_number = {number} AND corrects_sequence IS NOT NULL))) AS run
            JOIN location_pings AS ping ON ping.courier_id = run.courier_id AND ping.at BETWEEN run.since AND run.until
            ORDER BY ping.at DESC LIMIT {MaxPings}
            """).ToListAsync(cancellationToken);
        pings.Reverse();
        return new ListLocationsResponse { Pings = { pings.Select(ping => Answer(caller.IsStaff ? ping : ping.Coarse())) } };
    }

    private static Contracts.Tracking.V1.LocationPing Answer(LocationPing ping)
    {
        var answer = new Contracts.Tracking.V1.LocationPing
        {
            At = ping.At.ToTimestamp(),
            Coordinates = new Coordinates { Latitude = ping.Latitude, Longitude = ping.Longitude },
        };
        if (ping.AccuracyMeters is { } accuracy)
        {
            answer.AccuracyMeters = accuracy;
        }

        if (ping.SpeedMetersPerSecond is { } speed)
        {
            answer.SpeedMetersPerSecond = speed;
        }

        return answer;
    }
}
