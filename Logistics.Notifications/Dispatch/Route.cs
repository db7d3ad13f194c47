using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;

namespace Logistics.Notifications.Dispatch;

/// <summary>
/// The providers of a channel, the preferred one first, each behind a breaker. What one cannot take, being away, the next one is asked for.
/// </summary>
internal sealed partial class Route(IEnumerable<IChannelSender> senders, TimeSpan longestPause, TimeProvider clock, ILogger<Route> logger)
{
    private readonly List<(IChannelSender Sender, Breaker Breaker)> _providers =
        [.. senders.Select(sender => (sender, new Breaker(longestPause, clock)))];

    public Channel Channel => _providers[0].Sender.Channel;

    /// <summary>Time to ask each of them.</summary>
    public TimeSpan Lease => _providers.Aggregate(TimeSpan.Zero, (sum, provider) => sum + provider.Sender.Lease);

    /// <summary>How long there is nobody to send by.</summary>
    public TimeSpan Pause => _providers.Min(provider => provider.Breaker.Remaining);

    /// <summary>How many to claim: what the first takes that is there, and one where that is to be found out.</summary>
    public int BatchSize => _providers.Find(provider => provider.Breaker.Remaining == TimeSpan.Zero) switch
    {
        (null, _) => 0,
        (_, { IsOnTrial: true }) => 1,
        var (sender, _) => sender.BatchSize,
    };

    /// <summary>The providers and how long each is left alone.</summary>
    public IEnumerable<(string Provider, TimeSpan Remaining)> Health =>
        _providers.Select(provider => (provider.Sender.Name, provider.Breaker.Remaining));

    public async Task<IReadOnlyList<SendOutcome>> SendAsync(IReadOnlyList<Notification> batch, CancellationToken cancellationToken)
    {
        var outcomes = Enumerable.Repeat(new SendOutcome(SendResult.NotTried, Reasons.ProviderAway), batch.Count).ToArray();
        var pending = Enumerable.Range(0, batch.Count).ToList();
        foreach (var (sender, breaker) in _providers.Where(provider => provider.Breaker.Remaining == TimeSpan.Zero))
        {
            var asked = pending;
            var answers = await sender.SendAsync([.. asked.Select(i => batch[i])], cancellationToken);
            foreach (var (i, answer) in asked.Zip(answers))
            {
                outcomes[i] = answer with { Provider = sender.Name };
            }

            pending = asked.FindAll(i => outcomes[i].Result == SendResult.NotTried);
            Note(sender, breaker, pending.ConvertAll(i => outcomes[i]));
            if (pending.Count == 0)
            {
                break;
            }
        }

        return outcomes;
    }

    private void Note(IChannelSender sender, Breaker breaker, List<SendOutcome> untried)
    {
        if (untried.Count == 0)
        {
            breaker.Succeeded();
            return;
        }

        breaker.Failed(untried.Max(outcome => outcome.RetryAfter));
        LogAway(sender.Name, breaker.Remaining, untried[0].Reason);
    }

    [LoggerMessage(5101, LogLevel.Warning, "{Provider} is away ({Reason}); asking again in {Pause}")]
    private partial void LogAway(string provider, TimeSpan pause, string? reason);
}
