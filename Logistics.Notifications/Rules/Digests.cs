using Logistics.Contracts;
using Logistics.Notifications.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Notifications.Rules;

/// <summary>
/// Finds or opens the digests that candidates are gathered in, in one statement. Each is locked until the transaction ends: nobody tells it
/// before its new members are there.
/// </summary>
internal static class Digests
{
    /// <returns>The decisions in the same order; those that gather with the digest that will tell, and when.</returns>
    public static async Task<IReadOnlyList<Decision>> JoinAsync(
        IReadOnlyList<(Candidate Candidate, Decision Decision)> decided,
        NotificationsDbContext db,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var wanted = decided
            .Where(pair => pair.Decision.GatherBy is not null)
            .ToLookup(KeyOf, pair => pair.Decision.DueAt!.Value); // not null: gathered until then
        if (wanted.Count == 0)
        {
            return [.. decided.Select(pair => pair.Decision)];
        }

        var keys = wanted.Select(group => group.Key).ToList();
        var open = await db.Database.SqlQuery<Row>($"""
            INSERT INTO digests AS d (id, recipient, channel, key, due_at)
            SELECT id, recipient, channel, key, due_at
            FROM unnest({keys.Select(_ => Guid.CreateVersion7(now)).ToArray()}, {keys.Select(key => key.Recipient).ToArray()},
                        {keys.Select(key => key.Channel).ToArray()}, {keys.Select(key => key.GatherBy).ToArray()},
                        {keys.Select(key => wanted[key].Min().ToUniversalTime()).ToArray()})
                AS wanted(id, recipient, channel, key, due_at)
            ORDER BY recipient, channel, key
            ON CONFLICT (recipient, channel, key) DO UPDATE SET due_at = LEAST(d.due_at, excluded.due_at)
            RETURNING id AS "Id", recipient AS "Recipient", channel AS "Channel", key AS "Key", due_at AS "DueAt"
            """).ToDictionaryAsync(row => new Key(row.Recipient, row.Channel, row.Key), cancellationToken);
        return [.. decided.Select(pair => pair.Decision.GatherBy is not null && open[KeyOf(pair)] is var digest
            ? pair.Decision with { ToldBy = digest.Id, DueAt = digest.DueAt }
            : pair.Decision)];
    }

    private static Key KeyOf((Candidate Candidate, Decision Decision) pair) =>
        new(pair.Candidate.Recipient, pair.Candidate.Channel.ToWire(), pair.Decision.GatherBy ?? "");

    private readonly record struct Key(Guid Recipient, string Channel, string GatherBy);

    private sealed record Row(Guid Id, Guid Recipient, string Channel, string Key, DateTimeOffset DueAt);
}
