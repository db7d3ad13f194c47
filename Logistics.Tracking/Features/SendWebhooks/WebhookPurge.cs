using Logistics.Messaging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Logistics.Tracking.Features.SendWebhooks;

/// <summary>Forgets deliveries that are older than the log goes back.</summary>
internal sealed class WebhookPurge(NpgsqlDataSource database, IOptions<WebhookOptions> options, TimeProvider clock)
{
    public Task SweepAsync(CancellationToken cancellationToken) => database.ExecuteAsync(
        $"DELETE FROM webhook_deliveries WHERE created_at < {clock.GetUtcNow() - options.Value.Retention}", cancellationToken);
}
