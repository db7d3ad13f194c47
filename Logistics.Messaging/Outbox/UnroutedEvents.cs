using Microsoft.Extensions.Options;

namespace Logistics.Messaging.Outbox;

/// <summary>
/// Events that no queue is bound for. That is normal on a topic exchange, and it also happens for a moment when a publisher starts before its subscribers
/// have ever run. So the first ones of a name are kept and tried again for <see cref="MessagingOptions.UnroutedGrace"/>; after that, the name counts as one
/// that nobody wants, and its events are let go. Forgotten with each new channel.
/// </summary>
internal sealed class UnroutedEvents(IOptions<MessagingOptions> options, TimeProvider clock)
{
    private readonly Dictionary<string, DateTimeOffset> _since = [];

    public void Forget() => _since.Clear();

    /// <summary>Whether to be told when an event of this name finds no queue.</summary>
    public bool Matters(string eventName) => !_since.TryGetValue(eventName, out var since) || clock.GetUtcNow() - since < options.Value.UnroutedGrace;

    /// <summary>Notes that an event found no queue; tells whether to keep it for another try.</summary>
    public bool Keep(string eventName)
    {
        _since.TryAdd(eventName, clock.GetUtcNow());
        return Matters(eventName);
    }
}
