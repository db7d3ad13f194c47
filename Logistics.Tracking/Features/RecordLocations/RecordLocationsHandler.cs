using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Contracts.Tracking.V1;
using Logistics.Messaging;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Tracking.Domain;
using Logistics.Tracking.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using Db = NpgsqlTypes.NpgsqlDbType;
using LocationPing = Logistics.Tracking.Domain.LocationPing;

namespace Logistics.Tracking.Features.RecordLocations;

/// <summary>
/// Keeps where a courier's device was, thinned, and tells from time to time where the parcels on board are: those that the courier took out
/// for delivery.
/// </summary>
internal sealed class RecordLocationsHandler(
    TrackingDbContext db, ChangeBatches changes, IOptions<TrackingOptions> options, TimeProvider clock)
{
    private static readonly BulkColumns<(Guid CourierId, LocationPing Ping)> Columns = new(
        BulkColumn<(Guid CourierId, LocationPing Ping)>.Of("courier_id", Db.Uuid, row => row.CourierId),
        BulkColumn<(Guid CourierId, LocationPing Ping)>.Of("at", Db.TimestampTz, row => row.Ping.At),
        BulkColumn<(Guid CourierId, LocationPing Ping)>.Of("latitude", Db.Double, row => row.Ping.Latitude),
        BulkColumn<(Guid CourierId, LocationPing Ping)>.Of("longitude", Db.Double, row => row.Ping.Longitude),
        BulkColumn<(Guid CourierId, LocationPing Ping)>.Of("accuracy_meters", Db.Double, row => row.Ping.AccuracyMeters),
        BulkColumn<(Guid CourierId, LocationPing Ping)>.Of("speed_meters_per_second", Db.Double, row => row.Ping.SpeedMetersPerSecond));

    private static readonly string InsertPings =
        $"INSERT INTO location_pings ({Columns.Names}) SELECT * FROM unnest({Columns.Parameters}) ON CONFLICT DO NOTHING";

    private const string UpsertPosition = """
        INSERT INTO courier_positions AS kept (courier_id, at, latitude, longitude, published_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (courier_id) DO UPDATE SET (at, latitude, longitude, published_at)
            = (excluded.at, excluded.latitude, excluded.longitude, greatest(kept.published_at, excluded.published_at))
        WHERE excluded.at > kept.at
        """;

    private LocationOptions Options => options.Value.Locations;

    public async Task<Result<RecordLocationsResponse>> HandleAsync(
        RecordLocationsRequest request, Caller courier, CancellationToken cancellationToken)
    {
        if (!PingValidation.Validate(request, clock.GetUtcNow()).IsSuccess(out var arrived, out var error))
        {
            return error;
        }

        if (arrived.Where(ping => Thinning.IsUsable(ping, Options)).MaxBy(ping => ping.At) is not { } newest)
        {
            return new RecordLocationsResponse();
        }

        var added = Thinning.Keep(arrived, await KeptAroundAsync(courier.UserId, arrived, cancellationToken), Options);
        await SaveAsync(courier.UserId, added, newest, cancellationToken);
        return new RecordLocationsResponse { Kept = added.Count };
    }

    private Task<List<LocationPing>> KeptAroundAsync(Guid courierId, List<LocationPing> arrived, CancellationToken cancellationToken)
    {
        var (from, to) = (arrived.Min(ping => ping.At) - Options.MaxInterval, arrived.Max(ping => ping.At) + Options.MaxInterval);
        return db.Database.SqlQuery<LocationPing>($"""
            SELECT at AS "At", latitude AS "Latitude", longitude AS "Longitude",
                accuracy_meters AS "AccuracyMeters", speed_meters_per_second AS "SpeedMetersPerSecond"
            FROM location_pings WHERE courier_id = {courierId} AND at BETWEEN {from} AND {to}
            """).ToListAsync(cancellationToken);
    }

    /// <param name="newest">Where the courier is, be it worth a row of its own or not.</param>
    private async Task SaveAsync(Guid courierId, List<LocationPing> added, LocationPing newest, CancellationToken cancellationToken)
    {
        var before = await db.CourierPositions.AsNoTracking()
            .SingleOrDefaultAsync(position => position.CourierId == courierId, cancellationToken);
        var publishes = before is null || newest.At - before.PublishedAt >= Options.PublishInterval;
        if (added.Count == 0 && newest.At <= before?.At)
        {
            return;
        }

        var onBoard = publishes ? await OnBoardAsync(courierId, cancellationToken) : [];

        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var change = changes.On((NpgsqlConnection)db.Database.GetDbConnection());
        change.Add(Columns.Command(InsertPings, added.ConvertAll(ping => (courierId, ping))));
        change.Add(new NpgsqlBatchCommand(UpsertPosition)
        {
            Parameters =
            {
                new() { Value = courierId },
                new() { Value = newest.At },
                new() { Value = newest.Latitude },
                new() { Value = newest.Longitude },
                new() { Value = publishes ? newest.At : before!.PublishedAt }, // not null: the first is published
            },
        });
        onBoard.ForEach(parcel => change.Publish(Recorded(parcel, newest.Coarse())));
        await change.ExecuteAsync(cancellationToken);
    }

    /// <summary>What is out for delivery, and was last taken out by this courier.</summary>
    private Task<List<ShipmentSnapshot>> OnBoardAsync(Guid courierId, CancellationToken cancellationToken)
    {
        var takenOut = db.Entries.AsNoTracking().Where(entry => entry.CourierId != null && !db.Entries.Any(
            correction => correction.TrackingNumber == entry.TrackingNumber && correction.CorrectsSequence == entry.Sequence));
        return takenOut
            .Where(entry => entry.CourierId == courierId && !takenOut.Any(later => later.TrackingNumber == entry.TrackingNumber
                && (later.OccurredAt > entry.OccurredAt || (later.OccurredAt == entry.OccurredAt && later.Sequence > entry.Sequence))))
            .Join(db.Snapshots, entry => entry.TrackingNumber, snapshot => snapshot.TrackingNumber, (_, snapshot) => snapshot)
            .Where(snapshot => snapshot.Status == ShipmentStatus.OutForDelivery)
            .ToListAsync(cancellationToken);
    }

    private LocationRecorded Recorded(ShipmentSnapshot parcel, LocationPing where) => new()
    {
        EventId = Guid.CreateVersion7(clock.GetUtcNow()),
        TrackingNumber = parcel.TrackingNumber,
        OwnerId = parcel.OwnerId,
        Latitude = where.Latitude,
        Longitude = where.Longitude,
        OccurredAt = where.At,
    };
}
