using Logistics.Identity.Persistence;
using Logistics.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Logistics.Identity.Features.ManageDevices;

/// <summary>Forgets devices that were not seen for long: their tokens are dead or belong to nobody. Some at a time.</summary>
internal sealed class IdleDevices(AccountsDbContext db, IOptions<IdentitySettings> settings, TimeProvider clock)
{
    private const int Some = 500;

    public static FormattableString Due(IdentitySettings settings, DateTimeOffset now) =>
        $"SELECT FROM devices WHERE last_seen_at < {now - settings.DeviceIdleLimit}";

    public async Task PruneAsync(CancellationToken cancellationToken)
    {
        while (await PruneSomeAsync(cancellationToken) == Some)
        {
        }
    }

    private Task<int> PruneSomeAsync(CancellationToken cancellationToken) => db.InTransactionAsync(
        async () =>
        {
            var now = clock.GetUtcNow();
            var idle = await db.Devices.FromSql($"""
                SELECT * FROM devices WHERE last_seen_at < {now - settings.Value.DeviceIdleLimit} LIMIT {Some} FOR UPDATE SKIP LOCKED
                """).ToListAsync(cancellationToken);
            foreach (var device in idle)
            {
                db.Devices.Remove(device);
                db.Publish(DeviceEvents.Removed(device, now));
            }

            return idle.Count;
        },
        cancellationToken);
}
