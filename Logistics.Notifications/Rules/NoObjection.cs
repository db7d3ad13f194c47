using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Dispatch;
using Logistics.Notifications.Domain;
using Microsoft.Extensions.Options;

namespace Logistics.Notifications.Rules;

/// <summary>What nothing stands against is told: in the app at once, else as soon as a worker has time and an address is known.</summary>
internal sealed class NoObjection(IOptions<DispatchOptions> options) : IRule
{
    public Decision? Decide(Candidate candidate, DateTimeOffset now) => Tell(candidate, Rule.NoObjection, now, options.Value);

    public static Decision Tell(Candidate candidate, Rule rule, DateTimeOffset now, DispatchOptions options) => candidate switch
    {
        { Channel: Channel.InApp } => new Decision(NotificationState.Delivered, rule),
        { AwaitsContact: true } =>
            new Decision(NotificationState.Deferred, Rule.Address, Reasons.ContactUnknown, now + options.ContactGrace),
        _ => new Decision(NotificationState.Queued, rule, Reason: null, now),
    };
}
