namespace Logistics.Contracts.Events;

/// <summary>An event arrived that this build does not know: a newer publisher, or no event of ours.</summary>
public sealed class UnknownEventException(string eventName) : Exception($"There is no event '{eventName}' in the catalogue.")
{
    public string EventName { get; } = eventName;
}
