using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Dispatch;
using Logistics.Notifications.Domain;

namespace Logistics.Notifications.Rules;

/// <summary>
/// There must be a way to the person. Addresses that bounced or were unsubscribed are none: those are looked up when a worker claims, so
/// that what bounced a moment ago holds.
/// </summary>
internal sealed class AddressRule(IEnumerable<IChannelSender> senders) : IRule
{
    private readonly HashSet<Channel> _configured = [Channel.InApp, .. senders.Select(sender => sender.Channel)];

    public Decision? Decide(Candidate candidate, DateTimeOffset now) =>
        Fault(candidate) is { } reason ? Decision.Suppressed(Rule.Address, reason) : null;

    private string? Fault(Candidate candidate) => candidate switch
    {
        { Channel: var channel } when !_configured.Contains(channel) => Reasons.ChannelNotConfigured,
        { Channel: Channel.Push, Person: not { HasDevices: true } } => Reasons.NoDevice,
        { Channel: Channel.Push or Channel.InApp } or { AwaitsContact: true } => null,
        { Address: null } => Reasons.NoAddress,
        { Channel: Channel.Sms, Address: var number } => PhoneNumber.IsDeliverable(number) ? null : Reasons.InvalidAddress,
        { Address: var address } => EmailAddress.IsDeliverable(address) ? null : Reasons.InvalidAddress,
    };
}
