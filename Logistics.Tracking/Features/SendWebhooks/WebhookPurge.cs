using Logistics.Tracking.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Logistics.Tracking.Features.SendWebhooks;

/// <summary>Forgets deliveries that are older than the log goes back.</summary>
internal sealed class WebhookPurge(TrackingDbContext db, IOptions<WebhookOptions> options, TimeProvider clock)
{
    public Task SweepAsync(CancellationToken cancellationToken)
    {
        var oldest = clock.GetUtcNow() - options.Value.Retention;
        return db.WebhookDeliveries.Where(delivery => delivery.CreatedAt < oldest).ExecuteDeleteAsync(cancellationToken);
    }
}
