using Logistics.Identity.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Identity.Keys;

/// <summary>One look at the keys: makes the next one when it is time, lets go what is over, and has the ring take what there is.</summary>
internal sealed partial class KeyRotation(KeyRing ring, KeySchedule schedule, TimeProvider clock, ILogger<KeyRotation> logger)
{
    /// <summary>Any number, the same for all replicas: what their advisory locks are about.</summary>
    private const long LockId = 0x4C_6F_67_4B_65_79_73;

    /// <summary>Replicas do it one after the other, so that the second finds what the first has made.</summary>
    public async Task RunAsync(AccountsDbContext db, CancellationToken cancellationToken)
    {
        var keys = await db.InTransactionAsync(
            async () =>
            {
                await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({LockId})", cancellationToken);
                var keys = await db.SigningKeys.OrderBy(key => key.Generation).ToListAsync(cancellationToken);
                MakeNext(keys, db);
                DropOld(keys, db);
                return keys;
            },
            cancellationToken);
        ring.Take(keys);
    }

    private void MakeNext(List<SigningKey> keys, AccountsDbContext db)
    {
        var now = clock.GetUtcNow();
        var newest = keys.LastOrDefault();
        if (schedule.NextFrom(newest?.SignsFrom, now) is { } signsFrom)
        {
            var next = ring.Create((newest?.Generation ?? 0) + 1, now, signsFrom);
            db.SigningKeys.Add(next);
            keys.Add(next);
            Made(next.KeyId, signsFrom);
        }
    }

    private void DropOld(List<SigningKey> keys, AccountsDbContext db)
    {
        while (keys.Count > 1 && schedule.IsOver(successor: keys[1].SignsFrom, clock.GetUtcNow()))
        {
            db.SigningKeys.Remove(keys[0]);
            Dropped(keys[0].KeyId);
            keys.RemoveAt(0);
        }
    }

    [LoggerMessage(2101, LogLevel.Information, "Signing key {KeyId} made; it signs from {SignsFrom}")]
    private partial void Made(string keyId, DateTimeOffset signsFrom);

    [LoggerMessage(2102, LogLevel.Information, "Signing key {KeyId} is over: the last token that it signed has expired")]
    private partial void Dropped(string keyId);
}
