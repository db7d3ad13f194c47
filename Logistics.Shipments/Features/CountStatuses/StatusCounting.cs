using Logistics.Messaging;
using Npgsql;

namespace Logistics.Shipments.Features.CountStatuses;

/// <summary>
/// Adds up the steps that shipments took. Each change adds a row (<see cref="Domain.StatusMove"/>), so that no two changes wait for one
/// counter; here they become one row a day and status. Several replicas may count at once: each takes rows that no other has.
/// </summary>
internal sealed class StatusCounting(NpgsqlDataSource database)
{
    /// <summary>Until then they are in the sum all the same: reading adds the rows that are not counted yet.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    public Task CountAsync(CancellationToken cancellationToken) => database.ExecuteAsync(
        $"""
        WITH moves AS (
            DELETE FROM status_moves WHERE ctid = ANY (ARRAY(SELECT ctid FROM status_moves LIMIT 100000 FOR UPDATE SKIP LOCKED)) RETURNING *
        )
        INSERT INTO status_days (day, status, entered, departed)
        SELECT day, status, sum(entered), sum(departed)
        FROM (
            SELECT day, entered AS status, count AS entered, 0 AS departed FROM moves
            UNION ALL SELECT day, departed, 0, count FROM moves WHERE departed IS NOT NULL
        ) AS steps
        GROUP BY day, status ORDER BY day, status
        ON CONFLICT (day, status) DO UPDATE
        SET entered = status_days.entered + EXCLUDED.entered, departed = status_days.departed + EXCLUDED.departed
        """,
        cancellationToken);
}
