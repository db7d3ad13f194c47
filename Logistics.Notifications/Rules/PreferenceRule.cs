using Logistics.Contracts;
using Logistics.Notifications.Domain;

namespace Logistics.Notifications.Rules;

/// <summary>People choose what kinds of things they hear of by which channel. Who has never said hears of everything but news.</summary>
internal sealed class PreferenceRule : IRule
{
    public Decision? Decide(Candidate candidate, DateTimeOffset now) =>
        (candidate.Person?.Preferences?.Channels ?? Categories.Defaults).Wants(candidate.Category, candidate.Channel)
            ? null
            : Decision.Suppressed(Rule.Preference, Reasons.Preference) with
            {
                Data = new() { ["category"] = candidate.Category.ToWire(), ["channel"] = candidate.Channel.ToWire() },
            };
}
