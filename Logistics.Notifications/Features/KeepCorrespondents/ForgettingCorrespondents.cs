using Logistics.Messaging;
using Logistics.Notifications.Features.RequestNotifications;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Logistics.Notifications.Features.KeepCorrespondents;

/// <summary>Who has sent someone nothing for long has nothing to tell them any more.</summary>
internal sealed class ForgettingCorrespondents(NpgsqlDataSource database, IOptions<RequestsOptions> options, TimeProvider clock)
{
    public Task SweepAsync(CancellationToken cancellationToken) => database.ExecuteAsync(
        $"DELETE FROM correspondents WHERE seen_at < {clock.GetUtcNow() - options.Value.CorrespondentsFor}", cancellationToken);
}
