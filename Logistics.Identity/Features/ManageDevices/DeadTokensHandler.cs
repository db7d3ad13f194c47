using Logistics.Contracts.Events;
using Logistics.Identity.Persistence;
using Logistics.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Identity.Features.ManageDevices;

/// <summary>Forgets devices whose tokens a push provider calls dead; but not those that have shown themselves since.</summary>
internal sealed class DeadTokensHandler(TimeProvider clock) : IEventHandler<AccountsDbContext>
{
    public async Task HandleAsync(IReadOnlyList<IEvent> events, AccountsDbContext db, CancellationToken cancellationToken)
    {
        var reports = events.OfType<PushTokenRejected>().ToList();
        var ids = reports.ConvertAll(report => report.DeviceId);
        var devices = await db.Devices.Where(device => ids.Contains(device.Id)).ToListAsync(cancellationToken);
        foreach (var device in devices.Where(device =>
            reports.Exists(report => report.DeviceId == device.Id && report.OccurredAt >= device.LastSeenAt)))
        {
            db.Devices.Remove(device);
            db.Publish(DeviceEvents.Removed(device, clock.GetUtcNow()));
        }
    }
}
