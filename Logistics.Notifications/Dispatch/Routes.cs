using Logistics.Contracts.Notifications.V1;
using Microsoft.Extensions.Options;

namespace Logistics.Notifications.Dispatch;

/// <summary>The channels that can be sent on, each with its providers in the order of their registration.</summary>
internal sealed class Routes(
    IEnumerable<IChannelSender> senders, IOptions<DispatchOptions> options, TimeProvider clock, ILogger<Route> logger)
{
    public IReadOnlyDictionary<Channel, Route> ByChannel { get; } = senders.GroupBy(sender => sender.Channel)
        .ToDictionary(providers => providers.Key, providers => new Route(providers, options.Value.LongestPause, clock, logger));
}
