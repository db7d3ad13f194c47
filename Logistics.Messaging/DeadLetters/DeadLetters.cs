using System.Globalization;
using Logistics.Messaging.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Messaging;

/// <summary>
/// The dead letters of a service: to look at, to send again, to give up. Each decision is written down with who took it. Scoped; make one
/// per request.
/// </summary>
public sealed class DeadLetters<TDbContext>(TDbContext db, IEnumerable<IOwnQueues<TDbContext>> ownQueues, TimeProvider clock)
    where TDbContext : DbContext
{
    /// <summary>Most letters that a page holds.</summary>
    public const int LargestPage = 200;

    /// <summary>One page, the latest deaths first.</summary>
    /// <exception cref="FormatException"><paramref name="cursor"/> is not one of ours.</exception>
    public async Task<DeadLetterPage> ListAsync(DeadLetterFilter filter, string? cursor, int limit, CancellationToken cancellationToken)
    {
        var letters = Matching(filter);
        if (cursor is not null)
        {
            var (diedAt, id) = ReadCursor(cursor);
            letters = letters.Where(letter => letter.DiedAt < diedAt || (letter.DiedAt == diedAt && letter.Id.CompareTo(id) < 0));
        }

        var size = Math.Clamp(limit, 1, LargestPage);
        var items = await letters.OrderByDescending(letter => letter.DiedAt).ThenByDescending(letter => letter.Id)
            .Take(size + 1).ToListAsync(cancellationToken);
        return items.Count <= size
            ? new DeadLetterPage(items, null)
            : new DeadLetterPage(items[..size], DeadLetterPage.CursorAfter(items[size - 1]));
    }

    /// <summary>The oldest that match, to be settled together.</summary>
    public Task<List<Guid>> OldestAsync(DeadLetterFilter filter, int limit, CancellationToken cancellationToken) =>
        Matching(filter).OrderBy(letter => letter.DiedAt).ThenBy(letter => letter.Id).Take(limit).Select(letter => letter.Id)
            .ToListAsync(cancellationToken);

    /// <summary>How many are open, by queue.</summary>
    public Task<Dictionary<string, int>> CountOpenAsync(CancellationToken cancellationToken) => Matching(new DeadLetterFilter())
        .GroupBy(letter => letter.Queue).Select(queue => new { queue.Key, Count = queue.Count() })
        .ToDictionaryAsync(queue => queue.Key, queue => queue.Count, cancellationToken);

    /// <summary>One letter, or <see langword="null"/>.</summary>
    public Task<DeadLetter?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        db.Set<DeadLetter>().AsNoTracking().SingleOrDefaultAsync(letter => letter.Id == id, cancellationToken);

    /// <summary>What was decided about a letter, in order.</summary>
    public Task<List<DeadLetterAudit>> HistoryAsync(Guid id, CancellationToken cancellationToken) =>
        db.Set<DeadLetterAudit>().AsNoTracking()
            .Where(entry => entry.DeadLetterId == id).OrderBy(entry => entry.At).ToListAsync(cancellationToken);

    /// <summary>
    /// Sends letters to their queues again, with the event ids that they had and no attempts used; through the outbox, so each goes if
    /// and only if the decision is written down. Letters that are not open are passed over.
    /// </summary>
    /// <param name="interval">The time between two of them; all at once by default.</param>
    /// <returns>The letters that were replayed.</returns>
    public Task<IReadOnlyList<Guid>> ReplayAsync(
        IReadOnlyCollection<Guid> ids, Guid actorId, CancellationToken cancellationToken, TimeSpan interval = default) =>
        SettleAsync(ids, DeadLetterState.Replayed, actorId, interval, cancellationToken);

    /// <summary>Gives letters up. They stay to be read. Letters that are not open are passed over.</summary>
    /// <returns>The letters that were discarded.</returns>
    public Task<IReadOnlyList<Guid>> DiscardAsync(IReadOnlyCollection<Guid> ids, Guid actorId, CancellationToken cancellationToken) =>
        SettleAsync(ids, DeadLetterState.Discarded, actorId, default, cancellationToken);

    private Task<IReadOnlyList<Guid>> SettleAsync(
        IReadOnlyCollection<Guid> ids, DeadLetterState state, Guid actorId, TimeSpan interval, CancellationToken cancellationToken) =>
        db.Database.CreateExecutionStrategy().ExecuteAsync<IReadOnlyList<Guid>>(async token =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            var letters = await db.Set<DeadLetter>()
                .FromSql($"SELECT * FROM dead_letters WHERE id = ANY({ids.ToArray()}) AND state = 'OPEN' ORDER BY id FOR UPDATE")
                .ToListAsync(token);
            var now = clock.GetUtcNow();
            foreach (var (i, letter) in letters.Index())
            {
                var notBefore = now + (interval * i);
                letter.State = state;
                letter.SettledAt = now;
                db.Add(new DeadLetterAudit
                {
                    Id = Guid.CreateVersion7(now),
                    DeadLetterId = letter.Id,
                    Action = state,
                    ActorId = actorId,
                    At = now,
                });
                switch (ownQueues.FirstOrDefault(queue => queue.Owns(letter.Queue)), state)
                {
                    case ({ } table, DeadLetterState.Replayed):
                        await table.ReplayAsync(letter, notBefore, db, token);
                        break;
                    case ({ } table, _):
                        await table.DiscardAsync(letter, db, token);
                        break;
                    case (null, DeadLetterState.Replayed):
                        db.Add(OutboxMessage.Replaying(letter, Guid.CreateVersion7(now), i == 0 ? null : notBefore));
                        break;
                }
            }

            await db.SaveChangesAsync(token);
            await transaction.CommitAsync(token);
            return letters.ConvertAll(letter => letter.Id);
        }, cancellationToken);

    private IQueryable<DeadLetter> Matching(DeadLetterFilter filter) => db.Set<DeadLetter>().AsNoTracking().Where(letter =>
        (filter.State == null || letter.State == filter.State)
        && (filter.Queue == null || letter.Queue == filter.Queue)
        && (filter.EventName == null || letter.EventName == filter.EventName)
        && (filter.Reason == null || letter.Reason == filter.Reason)
        && (filter.Subject == null || letter.Subject == filter.Subject));

    private static (DateTimeOffset DiedAt, Guid Id) ReadCursor(string cursor) =>
        cursor.Split('-') is [var ticks, var id] && long.TryParse(ticks, CultureInfo.InvariantCulture, out var parsed)
            && parsed >= 0 && parsed <= DateTimeOffset.MaxValue.Ticks && Guid.TryParse(id, out var guid)
            ? (new DateTimeOffset(parsed, TimeSpan.Zero), guid)
            : throw new FormatException("The cursor is not one that was given out.");
}
