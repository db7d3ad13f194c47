using Grpc.Core;
using Logistics.Contracts.Tracking.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Live;
using Logistics.Tracking.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TimelineEntry = Logistics.Tracking.Domain.TimelineEntry;

namespace Logistics.Tracking.Features.WatchAccount;

/// <summary>Serves one stream of an account's parcels: the past by the database, the present by the <see cref="EntryTail"/>, joined at a position.</summary>
internal sealed class WatchAccountHandler(IServiceScopeFactory scopes, EntryTail tail, IOptions<TrackingOptions> options, TimeProvider clock)
{
    /// <summary>More than this missed, and a snapshot is the better answer.</summary>
    private const int MaxReplayed = 1_000;

    /// <summary>How far back the shipments of a snapshot are looked for.</summary>
    private const int SnapshotEntries = 300;

    /// <param name="expiresAt">When the caller's token does, and with it the stream.</param>
    public Task WatchAsync(
        WatchAccountRequest request,
        Caller caller,
        DateTimeOffset expiresAt,
        IServerStreamWriter<WatchAccountResponse> responses,
        CancellationToken cancellationToken) =>
        clock.UntilAsync(expiresAt, ending => WatchAsync(request, caller, responses, ending), cancellationToken);

    private async Task WatchAsync(
        WatchAccountRequest request, Caller caller, IServerStreamWriter<WatchAccountResponse> responses, CancellationToken cancellationToken)
    {
        var ownerId = caller.IsStaff ? (Guid?)null : caller.UserId;
        var watcher = new TailWatcher<TimelineEntry>(entry => ownerId is null || ownerId == entry.OwnerId);
        try
        {
            // Joined before read: what is committed between the two comes both ways, and is told by its position.
            await tail.JoinAsync(watcher, cancellationToken);
            var (past, told) = await BeginAsync(request, ownerId, cancellationToken);
            foreach (var response in past)
            {
                await responses.WriteAsync(response, cancellationToken);
            }

            await foreach (var entry in watcher.ReadAllAsync(cancellationToken))
            {
                if (entry.Position > told)
                {
                    await responses.WriteAsync(Response(entry), cancellationToken);
                }
            }
        }
        finally
        {
            tail.Leave(watcher);
        }
    }

    /// <summary>What was missed, or the snapshot; and up to where that tells all.</summary>
    private async Task<(IReadOnlyList<WatchAccountResponse> Past, long UpTo)> BeginAsync(WatchAccountRequest request, Guid? ownerId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope(); // a stream is open for hours; the connection is not
        var db = scope.ServiceProvider.GetRequiredService<TrackingDbContext>();
        var entries = db.Entries.AsNoTracking().Where(entry => ownerId == null || entry.OwnerId == ownerId);
        var newest = await db.Entries.MaxAsync(entry => (long?)entry.Position, cancellationToken) ?? 0;
        if (request.HasAfter && request.After <= newest)
        {
            var missed = await entries.Where(entry => entry.Position > request.After).OrderBy(entry => entry.Position).Take(MaxReplayed + 1).ToListAsync(cancellationToken);
            if (missed.Count <= MaxReplayed)
            {
                var upTo = Math.Max(newest, missed.LastOrDefault()?.Position ?? 0);
                return (missed.Count > 0 ? missed.ConvertAll(Response) : [new WatchAccountResponse { Position = upTo }], upTo);
            }
        }

        var numbers = entries.OrderByDescending(entry => entry.Position).Take(SnapshotEntries).Select(entry => entry.TrackingNumber);
        var snapshots = await db.Snapshots.AsNoTracking().Where(snapshot => numbers.Contains(snapshot.TrackingNumber)).Select(snapshot => new
        {
            snapshot,
            ScannedAt = db.Entries.Where(entry => entry.TrackingNumber == snapshot.TrackingNumber && entry.Kind == EntryKind.Step).Max(entry => (DateTimeOffset?)entry.RecordedAt),
        }).ToListAsync(cancellationToken);
        var shipments = snapshots.Select(row => TimelineAnswer.Of(row.snapshot, [], row.ScannedAt, clock.GetUtcNow(), options.Value));
        return ([new WatchAccountResponse { Position = newest, Snapshot = new AccountSnapshot { Shipments = { shipments } } }], newest);
    }

    private static WatchAccountResponse Response(TimelineEntry entry) => new()
    {
        Position = entry.Position,
        Entry = new AccountEntry { TrackingNumber = entry.TrackingNumber, Entry = TimelineAnswer.Entry(entry) },
    };
}
