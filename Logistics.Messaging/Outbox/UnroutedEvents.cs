using Logistics.Contracts.Events;
using Microsoft.Extensions.Options;

namespace Logistics.Messaging.Outbox;

/// <summary>
/// Events that no queue is bound for: a publisher started before its subscribers have ever run, or nobody wants them, which is normal on
/// a topic exchange. Those that must be heard are kept until a queue is there. Of the others, the first ones of a name are kept and tried
/// again for <see cref="MessagingOptions.UnroutedGrace"/>; after that nobody wants the name, and its events are let go. Forgotten with
/// each new channel.
/// </summary>
internal sealed class UnroutedEvents(IOptions<MessagingOptions> options, TimeProvider clock)
{
    private readonly Dictionary<string, DateTimeOffset> _since = [];

    public void Forget() => _since.Clear();

    /// <summary>Whether to be told when an event of this name finds no queue.</summary>
    public bool Matters(string eventName) =>
        EventCatalogue.MustBeHeard(eventName)
        || !_since.TryGetValue(eventName, out var since)
        || clock.GetUtcNow() - since < options.Value.UnroutedGrace;

    /// <summary>Notes that an event found no queue; tells whether to keep it for another try.</summary>
    public bool Keep(string eventName)
    {
        _since.TryAdd(eventName, clock.GetUtcNow());
        return Matters(eventName);
    }
}
