using Logistics.Notifications.Dispatch;
using Logistics.Notifications.Persistence;
using Microsoft.Extensions.Options;

namespace Logistics.Notifications.Rules;

/// <summary>
/// Decides what becomes of candidates: the rules in their order, the first that has something to say. What is critical passes those that go
/// by what people prefer; an address it needs too.
/// </summary>
internal sealed class Rulebook(
    IEnumerable<IChannelSender> senders,
    IOptions<DispatchOptions> dispatch,
    IOptions<ThrottleOptions> throttle,
    IOptions<DigestOptions> digest)
{
    private readonly IRule[] _always = [new ExpiryRule(), new AddressRule(senders), new CriticalRule(dispatch)];
    private readonly IRule[] _byPreference = [new PreferenceRule(), new QuietHoursRule()];
    private readonly IRule[] _byNumber = [new ThrottleRule(throttle), new DigestRule(digest), new NoObjection(dispatch)];

    /// <summary>
    /// Decides about many at once, with the same few statements as about one: what may be told is counted, and what is gathered finds its
    /// digest. To be called inside the transaction that adds the notifications, right before that.
    /// </summary>
    /// <returns>The decisions, in the same order.</returns>
    public async Task<IReadOnlyList<Decision>> DecideAsync(
        IReadOnlyList<Candidate> candidates, NotificationsDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var decided = candidates
            .Select(candidate => (Candidate: candidate, Decision: First(_always, candidate, now) ?? First(_byPreference, candidate, now)))
            .ToList();
        var open = decided.Where(pair => pair.Decision is null).Select(pair => pair.Candidate).ToList();
        var counted = new Queue<Candidate>(await Tally.CountAsync(open, throttle.Value.Window, db, now, cancellationToken));
        return await Digests.JoinAsync(
            // Not null: the last rule has always something to say.
            decided.ConvertAll(pair => (pair.Candidate, pair.Decision ?? First(_byNumber, counted.Dequeue(), now)!)),
            db,
            now,
            cancellationToken);
    }

    private static Decision? First(IRule[] rules, Candidate candidate, DateTimeOffset now) =>
        rules.Select(rule => rule.Decide(candidate, now)).FirstOrDefault(decision => decision is not null);
}
