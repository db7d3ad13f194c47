using RabbitMQ.Client;

namespace Logistics.Messaging.Broker;

/// <summary>One message for the broker. Without an exchange the routing key names the queue.</summary>
internal readonly record struct OutgoingMessage(
    string Exchange, string RoutingKey, bool Mandatory, BasicProperties Properties, ReadOnlyMemory<byte> Body);
