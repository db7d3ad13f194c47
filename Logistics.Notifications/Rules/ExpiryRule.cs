using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;

namespace Logistics.Notifications.Rules;

/// <summary>Nobody is told what is over.</summary>
internal sealed class ExpiryRule : IRule
{
    public Decision? Decide(Candidate candidate, DateTimeOffset now) =>
        candidate.ExpiresAt <= now ? new Decision(NotificationState.Expired, Rule.Expiry, Reasons.TooLate) : null;
}
