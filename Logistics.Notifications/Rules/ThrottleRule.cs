using System.Globalization;
using Logistics.Contracts;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;
using Microsoft.Extensions.Options;

namespace Logistics.Notifications.Rules;

/// <summary>
/// Nobody is told more than so much of a kind in a while, one by one. What is above comes in one message when the while is over; news do
/// not come at all.
/// </summary>
internal sealed class ThrottleRule(IOptions<ThrottleOptions> options) : IRule
{
    public Decision? Decide(Candidate candidate, DateTimeOffset now)
    {
        var limit = options.Value.LimitOf(candidate.Category);
        if (!(candidate.Position > limit))
        {
            return null;
        }

        var data = new Dictionary<string, string>
        {
            ["limit"] = limit.ToString(CultureInfo.InvariantCulture),
            ["window"] = options.Value.Window.ToString(),
            ["category"] = candidate.Category.ToWire(),
        };
        return candidate.Category == Category.News
            ? Decision.Suppressed(Rule.Throttle, Reasons.Throttled) with { Data = data }
            : new Decision(
                NotificationState.Deferred,
                Rule.Throttle,
                Reasons.Throttled,
                QuietHoursRule.NotBefore(Tally.WindowOf(now, options.Value.Window) + options.Value.Window, candidate.Person))
            {
                // What strangers are told of different senders' parcels stays apart: each sender may see, and take away, what is theirs.
                GatherBy = candidate.Person is null ? $"throttled:{candidate.OwnerId}" : "throttled",
                Data = data,
            };
    }
}
