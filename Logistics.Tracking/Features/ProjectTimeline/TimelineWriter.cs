using Logistics.Contracts;
using Logistics.Contracts.Events;
using Logistics.Messaging;
using Logistics.Tracking.Domain;
using Logistics.Tracking.Features.QueueWebhooks;
using Logistics.Tracking.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Logistics.Tracking.Features.ProjectTimeline;

/// <summary>
/// Writes a batch, however large, in one round trip and one transaction. What is there already stays: a repeated event adds no entry, and a
/// snapshot gives way only to a later one.
/// </summary>
internal static class TimelineWriter
{
    /// <summary>
    /// One batch at a time, replicas included, from here to its commit: so positions are committed in their order. It also keeps two
    /// replicas with the same shipments in their batches from waiting for each other in a circle.
    /// </summary>
    private const string OneAtATime = "SELECT pg_advisory_xact_lock(20260406)";

    private static readonly string InsertEntries = $"""
        INSERT INTO timeline_entries ({TimelineColumns.Entries.Names}) SELECT * FROM unnest({TimelineColumns.Entries.Parameters})
        ON CONFLICT DO NOTHING RETURNING event_id
        """;

    private static readonly string UpsertSnapshots = $"""
        INSERT INTO shipment_snapshots AS kept ({TimelineColumns.Snapshots.Names})
        SELECT * FROM unnest({TimelineColumns.Snapshots.Parameters})
        ON CONFLICT (tracking_number) DO UPDATE
        SET ({TimelineColumns.Snapshots.Names})
            = ROW (excluded.{TimelineColumns.Snapshots.Names.Replace(", ", ", excluded.", StringComparison.Ordinal)})
        WHERE excluded.sequence > kept.sequence
        """;

    private const string NoteEstimatesDue = "INSERT INTO estimates_due (tracking_number) SELECT unnest($1)";

    /// <returns>The ids of the events that were new, and the owners who have webhooks.</returns>
    /// <exception cref="RejectedEventException">An event is of no parcel: its tracking number is none.</exception>
    public static async Task<(HashSet<Guid> Added, HashSet<Guid> Listeners)> WriteAsync(
        TrackingDbContext db, IReadOnlyList<ShipmentEvent> events, CancellationToken cancellationToken)
    {
        if (events.FirstOrDefault(@event => !IsCanonical(@event.TrackingNumber)) is { } bad)
        {
            throw new RejectedEventException($"'{bad.TrackingNumber}' is no tracking number.");
        }

        List<TimelineEntry> entries = [.. events.Select(TimelineEntry.From)];
        List<ShipmentSnapshot> snapshots = [.. events.Select(ShipmentSnapshot.From)
            .GroupBy(snapshot => snapshot.TrackingNumber, (_, group) => group.Aggregate((one, other) => one.Merge(other)))
            .OrderBy(snapshot => snapshot.TrackingNumber, StringComparer.Ordinal)]; // in the order in which an estimation locks them

        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection())
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(OneAtATime),
                TimelineColumns.Entries.Command(InsertEntries, entries),
                WebhookIntake.ListenersAmong(events.Select(@event => @event.OwnerId)),
                new NpgsqlBatchCommand(NoteEstimatesDue) { Parameters = { new() { Value = DueOf(events) } } },
                TimelineColumns.Snapshots.Command(UpsertSnapshots, snapshots),
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var added = new HashSet<Guid>();
        while (await reader.ReadAsync(cancellationToken))
        {
            added.Add(reader.GetGuid(0));
        }

        await reader.NextResultAsync(cancellationToken);
        var listeners = await WebhookIntake.ReadListenersAsync(reader, cancellationToken);
        while (await reader.NextResultAsync(cancellationToken))
        {
            // An error of a later statement comes here, and nothing is committed then.
        }

        return (added, listeners);
    }

    /// <summary>A shipment that is new has its promise.</summary>
    private static string[] DueOf(IReadOnlyList<ShipmentEvent> events) =>
        [.. events.Where(@event => @event is not ShipmentCreated).Select(@event => @event.TrackingNumber).Distinct()];

    private static bool IsCanonical(string text) => TrackingNumber.TryParse(text, out var number) && number.ToString() == text;
}
