using System.Globalization;
using Logistics.Messaging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Logistics.Notifications.Features.ForgetWords;

/// <summary>
/// Forgets what old notifications said and where they went; what became of them stays. Ids are in the order of time, so it walks along
/// them: from the first when the service has started, then from a week before where it got to, for what was still open then.
/// </summary>
internal sealed class ForgettingWords(NpgsqlDataSource database, IOptions<RetentionOptions> options, TimeProvider clock)
{
    private const int AtOnce = 5_000;

    private static readonly TimeSpan LookBack = TimeSpan.FromDays(7);
    private static readonly TimeSpan CountsAreKept = TimeSpan.FromDays(1);

    private Guid _next;

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var end = now - options.Value.Words;
        for (Guid? last = _next; last is { } from;)
        {
            last = await ForgetAsync(from, FirstIdOf(end), now, cancellationToken);
        }

        _next = FirstIdOf(end - LookBack);
    }

    /// <returns>The last that was looked at; none: there are no more.</returns>
    private async Task<Guid?> ForgetAsync(Guid from, Guid end, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = await database.QueryAsync(
            $"""
            WITH old AS (
                SELECT id FROM notifications WHERE id > {from} AND id < {end} ORDER BY id LIMIT {AtOnce}
            ), forgotten AS (
                UPDATE notifications n
                SET title = '', body = '', parts = NULL, variables = jsonb_build_object(), address = NULL,
                    rule_data = NULL, unsubscribe_token = NULL
                FROM old
                WHERE n.id = old.id AND n.due_at IS NULL AND n.state <> 'ACCEPTED'
                    AND (n.title <> '' OR n.body <> '' OR n.address IS NOT NULL)
                RETURNING n.id
            ), mailed AS (
                DELETE FROM mails USING forgotten WHERE mails.notification_id = forgotten.id
            ), counted AS (
                DELETE FROM throttles WHERE window_start < {now - CountsAreKept}
            )
            SELECT id FROM old ORDER BY id DESC LIMIT 1
            """,
            row => row.GetGuid(0),
            cancellationToken);
        return found is [var last] ? last : null;
    }

    /// <summary>The least id (UUID, version 7) of a moment: milliseconds, then nothing.</summary>
    private static Guid FirstIdOf(DateTimeOffset at) =>
        Guid.ParseExact(string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, at.ToUnixTimeMilliseconds()):x12}{0:x20}"), "N");
}
