using Logistics.Contracts;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Notifications.Rules;

/// <summary>
/// Counts what a person is told of a kind by a channel, in one statement for many. A row of the count is locked until the transaction ends,
/// so workers side by side count right.
/// </summary>
internal static class Tally
{
    public static DateTimeOffset WindowOf(DateTimeOffset now, TimeSpan window) =>
        new(now.UtcTicks - (now.UtcTicks % window.Ticks), TimeSpan.Zero);

    /// <returns>The candidates in the same order, each with its position.</returns>
    public static async Task<IReadOnlyList<Candidate>> CountAsync(
        IReadOnlyList<Candidate> candidates,
        TimeSpan window,
        NotificationsDbContext db,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var added = candidates.Where(IsCounted).CountBy(KeyOf).ToList();
        if (added.Count == 0)
        {
            return candidates;
        }

        // Always in the same order, so that two that count the same people do not wait for each other.
        var rows = await db.Database.SqlQuery<Row>($"""
            INSERT INTO throttles AS t (recipient, category, channel, window_start, count)
            SELECT recipient, category, channel, {WindowOf(now, window)}, count
            FROM unnest({added.Select(pair => pair.Key.Recipient).ToArray()}, {added.Select(pair => pair.Key.Category).ToArray()},
                        {added.Select(pair => pair.Key.Channel).ToArray()}, {added.Select(pair => pair.Value).ToArray()})
                AS added(recipient, category, channel, count)
            ORDER BY recipient, category, channel
            ON CONFLICT (recipient, category, channel) DO UPDATE
            SET count = excluded.count + CASE WHEN t.window_start >= excluded.window_start THEN t.count ELSE 0 END,
                window_start = GREATEST(t.window_start, excluded.window_start)
            RETURNING recipient AS "Recipient", category AS "Category", channel AS "Channel", count AS "Count"
            """).ToListAsync(cancellationToken);

        var before = rows.ToDictionary(row => new Key(row.Recipient, row.Category, row.Channel), row => row.Count);
        foreach (var (key, count) in added)
        {
            before[key] -= count;
        }

        return [.. candidates.Select(
            candidate => IsCounted(candidate) ? candidate with { Position = ++before[KeyOf(candidate)] } : candidate)];
    }

    private static bool IsCounted(Candidate candidate) => candidate.Channel != Channel.InApp;

    private static Key KeyOf(Candidate candidate) => new(candidate.Recipient, candidate.Category.ToWire(), candidate.Channel.ToWire());

    private readonly record struct Key(Guid Recipient, string Category, string Channel);

    private sealed record Row(Guid Recipient, string Category, string Channel, int Count);
}
