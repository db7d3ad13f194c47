using System.Text.Json;
using Logistics.Tests.Infrastructure;
using RabbitMQ.Client;

namespace Logistics.Tests.Tracking;

/// <summary>A queue of the test's own on the system's exchange: what is published under a name from now on.</summary>
internal sealed class EventTap : IAsyncDisposable
{
    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly string _queue;
    private readonly List<JsonElement> _events = [];

    private EventTap(IConnection connection, IChannel channel, string queue) =>
        (_connection, _channel, _queue) = (connection, channel, queue);

    public static async Task<EventTap> OpenAsync(RunningSystem system, string eventName, CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory { Uri = new Uri(await system.ConnectionStringAsync("messaging", cancellationToken)) };
        var connection = await factory.CreateConnectionAsync(cancellationToken);
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var queue = (await channel.QueueDeclareAsync(cancellationToken: cancellationToken)).QueueName;
        await channel.QueueBindAsync(queue, "logistics.events", eventName, cancellationToken: cancellationToken);
        return new EventTap(connection, channel, queue);
    }

    /// <summary>All that came so far.</summary>
    public async Task<IReadOnlyList<JsonElement>> SoFarAsync()
    {
        while (await _channel.BasicGetAsync(_queue, autoAck: true) is { } message)
        {
            _events.Add(JsonDocument.Parse(message.Body).RootElement);
        }

        return _events;
    }

    /// <summary>The parcels of which something came so far.</summary>
    public async Task<IReadOnlyList<string>> SubjectsSoFarAsync() =>
        [.. (await SoFarAsync()).Select(@event => @event.GetProperty("trackingNumber").GetString()!)];

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
