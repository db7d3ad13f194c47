using Logistics.Shipments.Blobs;
using Logistics.Shipments.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Shipments.Features.Proofs;

/// <summary>
/// Takes away the proofs that are to go: pictures first, so that a crash in between leaves nothing that nobody would look for.
/// </summary>
internal sealed class ForgettingProofs(ShipmentsDbContext db, IBlobStore blobs, TimeProvider clock)
{
    private const int BatchSize = 100;

    public static FormattableString Due(DateTimeOffset now) => $"SELECT FROM proofs WHERE doomed_at < {now}";

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var proof in await db.Proofs.AsNoTracking().Where(proof => proof.DoomedAt < now).OrderBy(proof => proof.DoomedAt)
            .Take(BatchSize).ToListAsync(cancellationToken))
        {
            await blobs.DeleteAsync(proof.KeyPrefix, cancellationToken);
            await db.Proofs.Where(doomed => doomed.Id == proof.Id && doomed.DoomedAt < now).ExecuteDeleteAsync(cancellationToken);
        }
    }
}
