using Grpc.Core;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Tracking.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Live;
using Logistics.Tracking.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Estimate = Logistics.Tracking.Domain.Estimate;

namespace Logistics.Tracking.Features.WatchAccount;

/// <summary>
/// Serves one stream of an account's parcels: the past by the database, the present by the <see cref="EntryTail"/>, joined at a position.
/// </summary>
internal sealed class WatchAccountHandler(
    IServiceScopeFactory scopes, EntryTail tail, IOptions<TrackingOptions> options, TimeProvider clock)
{
    /// <summary>More than this missed, and a snapshot is the better answer.</summary>
    private const int MaxReplayed = 1_000;

    /// <summary>How far back the shipments of a snapshot are looked for, and the estimates of one who comes back.</summary>
    private const int SnapshotEntries = 300;

    /// <summary>By how much the clocks of two machines may differ.</summary>
    private const int ClocksDifferBySeconds = 60;

    /// <param name="expiresAt">When the caller's token does, and with it the stream.</param>
    public Task WatchAsync(
        WatchAccountRequest request,
        Caller caller,
        DateTimeOffset expiresAt,
        IServerStreamWriter<WatchAccountResponse> responses,
        CancellationToken cancellationToken) =>
        clock.UntilAsync(expiresAt, ending => WatchAsync(request, caller, responses, ending), cancellationToken);

    private async Task WatchAsync(
        WatchAccountRequest request,
        Caller caller,
        IServerStreamWriter<WatchAccountResponse> responses,
        CancellationToken cancellationToken)
    {
        var ownerId = caller.IsStaff ? (Guid?)null : caller.UserId;
        var watcher = new TailWatcher<AccountNews>(news => ownerId is null || ownerId == news.OwnerId);
        try
        {
            // Joined before read: what is committed between the two comes both ways, and is told by its position.
            await tail.JoinAsync(watcher, cancellationToken);
            var (past, told) = await BeginAsync(request, ownerId, cancellationToken);
            foreach (var response in past)
            {
                await responses.WriteAsync(response, cancellationToken);
            }

            await foreach (var (_, response) in watcher.ReadAllAsync(cancellationToken))
            {
                if (response.Estimate is not null)
                {
                    await responses.WriteAsync(
                        new WatchAccountResponse { Position = told, Estimate = response.Estimate }, cancellationToken);
                }
                else if (response.Position > told)
                {
                    told = response.Position;
                    await responses.WriteAsync(response, cancellationToken);
                }
            }
        }
        finally
        {
            tail.Leave(watcher);
        }
    }

    /// <summary>What was missed, or the snapshot; and up to where that tells all.</summary>
    private async Task<(IReadOnlyList<WatchAccountResponse> Past, long UpTo)> BeginAsync(
        WatchAccountRequest request, Guid? ownerId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope(); // a stream is open for hours; the connection is not
        var db = scope.ServiceProvider.GetRequiredService<TrackingDbContext>();
        var entries = db.Entries.AsNoTracking().Where(entry => ownerId == null || entry.OwnerId == ownerId);
        var newest = await db.Entries.MaxAsync(entry => (long?)entry.Position, cancellationToken) ?? 0;
        if (request.HasAfter && request.After <= newest)
        {
            var missed = await entries.Where(entry => entry.Position > request.After).OrderBy(entry => entry.Position).Take(MaxReplayed + 1)
                .ToListAsync(cancellationToken);
            if (missed.Count <= MaxReplayed)
            {
                var upTo = Math.Max(newest, missed.LastOrDefault()?.Position ?? 0);
                var estimates = await EstimatesAsync(db, Newest(missed.Count + SnapshotEntries), request.After, upTo, cancellationToken);
                List<WatchAccountResponse> past = [.. missed.Select(entry => AccountNews.Of(entry).Response), .. estimates];
                return (past.Count > 0 ? past : [new WatchAccountResponse { Position = upTo }], upTo);
            }
        }

        var numbers = Newest(SnapshotEntries);
        var snapshots = await db.Snapshots.AsNoTracking().Where(snapshot => numbers.Contains(snapshot.TrackingNumber))
            .Select(snapshot => new
            {
                snapshot,
                ScannedAt = db.Entries.Where(entry => entry.TrackingNumber == snapshot.TrackingNumber && entry.Kind == EntryKind.Step)
                .Max(entry => (DateTimeOffset?)entry.RecordedAt),
            }).ToListAsync(cancellationToken);
        var shipments = snapshots.Select(row => TimelineAnswer.Of(row.snapshot, [], row.ScannedAt, clock.GetUtcNow(), options.Value));
        return ([new WatchAccountResponse { Position = newest, Snapshot = new AccountSnapshot { Shipments = { shipments } } }], newest);

        IQueryable<string> Newest(int count) => entries.OrderByDescending(entry => entry.Position).Take(count)
            .Select(entry => entry.TrackingNumber);
    }

    /// <summary>What was worked out since the entry that was seen last. Some of that may have been told: it is true still.</summary>
    private static async Task<IEnumerable<WatchAccountResponse>> EstimatesAsync(
        TrackingDbContext db, IQueryable<string> numbers, long after, long upTo, CancellationToken cancellationToken)
    {
        var seen = await db.Entries.Where(entry => entry.Position == after).Select(entry => (DateTimeOffset?)entry.RecordedAt)
            .FirstOrDefaultAsync(cancellationToken);
        var since = seen?.AddSeconds(-ClocksDifferBySeconds);
        var snapshots = await db.Snapshots.AsNoTracking()
            .Where(snapshot => numbers.Contains(snapshot.TrackingNumber) && snapshot.EstimatedAt >= since)
            .Where(snapshot => snapshot.Status != ShipmentStatus.Delivered)
            .ToListAsync(cancellationToken);
        return snapshots.Select(snapshot => new WatchAccountResponse
        {
            Position = upTo,
            Estimate = new AccountEstimate
            {
                TrackingNumber = snapshot.TrackingNumber,
                Estimate = TimelineAnswer.News(Estimate.Of(snapshot)),
            },
        });
    }
}
