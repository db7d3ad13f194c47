using Logistics.Messaging.Hosting;
using RabbitMQ.Client;

namespace Logistics.Messaging.Broker;

/// <summary>The service's two connections: a broker that stops taking what is published must not stop acknowledgements too.</summary>
internal sealed class RabbitMq(IConnectionFactory factory, ServiceName service) : IAsyncDisposable
{
    public BrokerConnection Publishing { get; } = new(factory, $"{service.Value}.publishing");

    public BrokerConnection Consuming { get; } = new(factory, $"{service.Value}.consuming");

    public async ValueTask DisposeAsync()
    {
        await Publishing.DisposeAsync();
        await Consuming.DisposeAsync();
    }
}
