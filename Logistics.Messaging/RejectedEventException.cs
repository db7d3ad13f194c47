namespace Logistics.Messaging;

/// <summary>
/// A handler says that this event can never be handled. It becomes a dead letter at once, with the message as the reason.
/// </summary>
public sealed class RejectedEventException(string reason) : Exception(reason);
