using Logistics.Messaging;
using Npgsql;

namespace Logistics.Identity.Features.ForgetExpired;

/// <summary>Forgets sessions and mailed links that have expired. Some at a time; the rest follows.</summary>
internal sealed class ExpiredSignIns(NpgsqlDataSource database, TimeProvider clock)
{
    private const int Some = 10_000;

    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await database.ExecuteAsync(
            $"""
            DELETE FROM sessions
            WHERE id IN (SELECT id FROM sessions WHERE expires_at < {now} LIMIT {Some} FOR UPDATE SKIP LOCKED)
            """,
            cancellationToken);
        await database.ExecuteAsync(
            $"""
            DELETE FROM mailed_links
            WHERE id IN (SELECT id FROM mailed_links WHERE expires_at < {now} LIMIT {Some} FOR UPDATE SKIP LOCKED)
            """,
            cancellationToken);
    }
}
