namespace Logistics.Messaging.Broker;

/// <summary>The broker is away, or does not do its part; worth trying again on a new channel.</summary>
internal sealed class BrokerUnavailableException(string message) : Exception(message);
