using Logistics.Notifications.Dispatch;
using Logistics.Notifications.Domain;
using Microsoft.Extensions.Options;

namespace Logistics.Notifications.Rules;

/// <summary>What is critical is told whatever was preferred. That it was for this reason is kept with it.</summary>
internal sealed class CriticalRule(IOptions<DispatchOptions> options) : IRule
{
    public Decision? Decide(Candidate candidate, DateTimeOffset now) =>
        candidate.IsCritical ? NoObjection.Tell(candidate, Rule.Critical, now, options.Value) : null;
}
