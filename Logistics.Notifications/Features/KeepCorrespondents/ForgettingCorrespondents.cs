using Logistics.Notifications.Features.RequestNotifications;
using Logistics.Notifications.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Logistics.Notifications.Features.KeepCorrespondents;

/// <summary>Who has sent someone nothing for long has nothing to tell them any more.</summary>
internal sealed class ForgettingCorrespondents(NotificationsDbContext db, IOptions<RequestsOptions> options, TimeProvider clock)
{
    public Task SweepAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - options.Value.CorrespondentsFor;
        return db.Set<Domain.Correspondent>().Where(correspondent => correspondent.SeenAt < before).ExecuteDeleteAsync(cancellationToken);
    }
}
