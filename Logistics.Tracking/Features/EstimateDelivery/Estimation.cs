using Logistics.Contracts;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Messaging;
using Logistics.Tracking.Domain;
using Logistics.Tracking.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using Db = NpgsqlTypes.NpgsqlDbType;

namespace Logistics.Tracking.Features.EstimateDelivery;

/// <summary>
/// Works out anew when the parcels arrive that something happened to (<c>estimates_due</c>), many at once. A leg is the way from an event's
/// place and status to the delivery, by service: when a parcel is delivered, the times of all its legs are counted, once; while it is on
/// its way, the times of the leg that it is on tell what to expect.
/// </summary>
internal sealed class Estimation(TrackingDbContext db, IOptions<TrackingOptions> options, TimeProvider clock)
{
    /// <summary>Notes taken at once. There may be several of a parcel.</summary>
    public const int BatchSize = 2048;

    /// <summary>One at a time, replicas included: else an estimate could be overwritten by an older one.</summary>
    private const string OneAtATime = "SELECT pg_advisory_xact_lock(20260407)";

    /// <summary>From here to the commit, in the order in which timelines write them.</summary>
    private const string LockSnapshots =
        "SELECT FROM shipment_snapshots WHERE tracking_number = ANY ($1) ORDER BY tracking_number COLLATE \"C\" FOR NO KEY UPDATE";

    /// <summary>A smaller change is told to nobody but those who look.</summary>
    private static readonly TimeSpan WorthTelling = TimeSpan.FromHours(1);

    private static readonly string[] StatusesOnTheWay = [.. Estimate.OnTheWay.Select(status => status.ToWire())];

    /// <summary>The steps of a <c>snapshot</c>'s parcel, without those that were a mistake.</summary>
    private const string Steps = """
        FROM timeline_entries WHERE tracking_number = snapshot.tracking_number AND kind = 'STEP' AND sequence <> ALL (ARRAY(
            SELECT corrects_sequence FROM timeline_entries
            WHERE tracking_number = snapshot.tracking_number AND corrects_sequence IS NOT NULL))
        """;

    private const string CountLegs = $"""
        WITH delivered AS (
            UPDATE shipment_snapshots SET measured_at = $3
            WHERE tracking_number = ANY ($1) AND status = 'DELIVERED' AND measured_at IS NULL RETURNING *),
        legs AS (
            SELECT coalesce(step.place_country, snapshot.origin_country) AS from_country,
                lower(coalesce(step.place_city, snapshot.origin_city)) AS from_city, step.status AS from_status,
                snapshot.destination_country AS to_country, lower(snapshot.destination_city) AS to_city,
                snapshot.service_level, step.arrived_at - step.occurred_at AS duration
            FROM delivered AS snapshot
            CROSS JOIN LATERAL (SELECT *, max(occurred_at) FILTER (WHERE status = 'DELIVERED') OVER () AS arrived_at {Steps}) AS step
            WHERE step.status = ANY ($2) AND step.occurred_at < step.arrived_at)
        INSERT INTO leg_times AS known (from_country, from_city, from_status, to_country, to_city, service_level, bucket, parcels)
        SELECT from_country, from_city, from_status, to_country, to_city, service_level, {LegBuckets.BucketOfDuration} AS bucket, count(*)
        FROM legs GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5, 6, 7
        ON CONFLICT (from_country, from_city, from_status, to_country, to_city, service_level, bucket)
        DO UPDATE SET parcels = known.parcels + excluded.parcels
        """;

    /// <summary>Of each parcel: how it stands, when it got to where it is, and what is known of the leg from there.</summary>
    private const string ReadLegs = $"""
        SELECT snapshot.tracking_number AS "TrackingNumber", snapshot.owner_id AS "OwnerId",
            snapshot.status AS "Status", snapshot.service_level AS "ServiceLevel",
            snapshot.promised_at AS "PromisedAt", coalesce(snapshot.announced_delivery_at, snapshot.promised_at) AS "Announced",
            CASE WHEN snapshot.estimated_at IS NULL THEN snapshot.promised_at ELSE snapshot.estimated_delivery_at END AS "Estimated",
            here.occurred_at AS "Since", leg.total::int AS "Parcels", leg.p10 AS "P10", leg.p50 AS "P50", leg.p90 AS "P90"
        FROM shipment_snapshots AS snapshot
        CROSS JOIN LATERAL (
            SELECT * {Steps} AND status = ANY (@statuses)
            ORDER BY sequence > 1 DESC, occurred_at DESC, sequence DESC LIMIT 1) AS here
        CROSS JOIN LATERAL (
            SELECT coalesce(max(total), 0) AS total, min(bucket) FILTER (WHERE running >= 0.1 * total) AS p10,
                min(bucket) FILTER (WHERE running >= 0.5 * total) AS p50, min(bucket) FILTER (WHERE running >= 0.9 * total) AS p90
            FROM (SELECT bucket, sum(parcels) OVER (ORDER BY bucket) AS running, sum(parcels) OVER () AS total FROM leg_times
                WHERE from_country = coalesce(here.place_country, snapshot.origin_country)
                    AND from_city = lower(coalesce(here.place_city, snapshot.origin_city)) AND from_status = here.status
                    AND to_country = snapshot.destination_country AND to_city = lower(snapshot.destination_city)
                    AND service_level = snapshot.service_level) AS bucketed) AS leg
        WHERE snapshot.tracking_number = ANY (@numbers)
        """;

    private static readonly BulkColumns<NewEstimate> Columns = new(
        BulkColumn<NewEstimate>.Of("tracking_number", Db.Text, row => row.Parcel.TrackingNumber),
        BulkColumn<NewEstimate>.Of("estimated_delivery_at", Db.TimestampTz, row => row.Estimate?.DeliveryAt),
        BulkColumn<NewEstimate>.Of("estimated_from", Db.TimestampTz, row => row.Estimate?.From),
        BulkColumn<NewEstimate>.Of("estimated_until", Db.TimestampTz, row => row.Estimate?.Until),
        BulkColumn<NewEstimate>.Of(
            "announced_delivery_at", Db.TimestampTz, row => row.IsWorthTelling ? row.Estimate?.DeliveryAt : row.Parcel.Announced),
        BulkColumn<NewEstimate>.Of("estimated_at", Db.TimestampTz, row => row.At));

    private static readonly string Update = $"""
        UPDATE shipment_snapshots AS kept SET (estimated_delivery_at, estimated_from, estimated_until, announced_delivery_at, estimated_at)
            = (fresh.estimated_delivery_at, fresh.estimated_from, fresh.estimated_until, fresh.announced_delivery_at, fresh.estimated_at)
        FROM unnest({Columns.Parameters}) AS fresh ({Columns.Names}) WHERE kept.tracking_number = fresh.tracking_number
        """;

    /// <returns>What is new, and how many notes that took: as many as <see cref="BatchSize"/> means that there may be more.</returns>
    public Task<(int Notes, IReadOnlyList<NewEstimate> Changed)> RunAsync(CancellationToken cancellationToken) =>
        db.Database.CreateExecutionStrategy().ExecuteAsync(RunOnceAsync, cancellationToken);

    private async Task<(int Notes, IReadOnlyList<NewEstimate> Changed)> RunOnceAsync(CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync(OneAtATime, cancellationToken);
        var notes = await db.Database.SqlQuery<string>($"""
            DELETE FROM estimates_due WHERE ctid = ANY (ARRAY(SELECT ctid FROM estimates_due LIMIT {BatchSize}))
            RETURNING tracking_number AS "Value"
            """).ToListAsync(cancellationToken);
        if (notes.Count == 0)
        {
            return (0, []);
        }

        var now = clock.GetUtcNow();
        string[] numbers = [.. notes.Distinct()];
        var parcels = await db.Database.SqlQueryRaw<ParcelOnLeg>(
            ReadLegs, new NpgsqlParameter("numbers", numbers), new NpgsqlParameter("statuses", StatusesOnTheWay))
                .ToListAsync(cancellationToken);
        List<NewEstimate> estimates = [.. parcels.Select(parcel => new NewEstimate(parcel, EstimateOf(parcel, now), now, WorthTelling))];
        await WriteAsync(numbers, estimates, now, cancellationToken);
        foreach (var told in estimates.Where(estimate => estimate.IsWorthTelling))
        {
            db.Publish(told.ToEvent(Guid.CreateVersion7(now)));
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (notes.Count, estimates.FindAll(estimate => estimate.IsNews));
    }

    private async Task WriteAsync(string[] numbers, List<NewEstimate> estimates, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection())
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(LockSnapshots) { Parameters = { new() { Value = numbers } } },
                new NpgsqlBatchCommand(CountLegs)
                {
                    Parameters = { new() { Value = numbers }, new() { Value = StatusesOnTheWay }, new() { Value = now } },
                },
                Columns.Command(Update, estimates),
            },
        };
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private Estimate? EstimateOf(ParcelOnLeg parcel, DateTimeOffset now)
    {
        if (!StatusesOnTheWay.Contains(parcel.Status))
        {
            return null;
        }

        if (parcel.Parcels >= options.Value.Estimates.MinObservations && parcel is { P10: { } p10, P50: { } p50, P90: { } p90 })
        {
            return Estimate.ByLeg(
                parcel.Since, new LegTimes(LegBuckets.DurationOf(p10), LegBuckets.DurationOf(p50), LegBuckets.DurationOf(p90)), now);
        }

        // A promise that was broken tells nothing.
        return parcel.PromisedAt > now && WireNames.TryParse<ServiceLevel>(parcel.ServiceLevel, out var level)
            ? Estimate.ByPromise(level, parcel.PromisedAt)
            : null;
    }
}

/// <summary>A parcel and the leg that it is on.</summary>
internal sealed record ParcelOnLeg(
    string TrackingNumber,
    Guid OwnerId,
    string Status,
    string ServiceLevel,
    DateTimeOffset? PromisedAt,
    DateTimeOffset? Announced,
    DateTimeOffset? Estimated,
    DateTimeOffset Since,
    int Parcels,
    short? P10,
    short? P50,
    short? P90);

/// <param name="Parcel">As it was.</param>
/// <param name="Estimate">None where nobody can say.</param>
/// <param name="At">When it was worked out.</param>
/// <param name="Threshold">Changes up to this are not told.</param>
internal sealed record NewEstimate(ParcelOnLeg Parcel, Estimate? Estimate, DateTimeOffset At, TimeSpan Threshold)
{
    public bool IsWorthTelling =>
        Estimate is not null && (Parcel.Announced is not { } before || (Estimate.DeliveryAt - before).Duration() > Threshold);

    /// <summary>For those who watch. That nobody estimates any more what has been delivered, they see.</summary>
    public bool IsNews => Estimate?.DeliveryAt != Parcel.Estimated && (Estimate is not null || Parcel.Status != "DELIVERED");

    public EtaChanged ToEvent(Guid eventId) => new()
    {
        EventId = eventId,
        TrackingNumber = Parcel.TrackingNumber,
        OwnerId = Parcel.OwnerId,
        PreviousDeliveryAt = Parcel.Announced,
        EstimatedDeliveryAt = Estimate!.DeliveryAt, // not null: it is worth telling
        From = Estimate.From,
        Until = Estimate.Until,
        OccurredAt = At,
    };
}
