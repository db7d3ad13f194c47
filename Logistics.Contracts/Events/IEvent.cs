using System.Text.Json.Serialization;

namespace Logistics.Contracts.Events;

/// <summary>
/// Something that happened. Immutable, past tense, self-sufficient; changed by addition only.
/// The wire name and its JSON shape are listed in <see cref="EventCatalogue"/> and documented in docs/events.
/// </summary>
public interface IEvent
{
    /// <summary>Unique for ever (UUIDv7): what consumers deduplicate by. CloudEvents <c>id</c>.</summary>
    Guid EventId { get; }

    /// <summary>The wire name, which is also the routing key: <c>shipment.picked_up</c>. CloudEvents <c>type</c>.</summary>
    [JsonIgnore]
    string EventName { get; }

    /// <summary>What it happened to: a tracking number, a user id. CloudEvents <c>subject</c>.</summary>
    [JsonIgnore]
    string Subject { get; }

    /// <summary>When it happened, with the offset of the place where it happened. CloudEvents <c>time</c>.</summary>
    DateTimeOffset OccurredAt { get; }
}
