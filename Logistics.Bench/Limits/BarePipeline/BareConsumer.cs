using System.Text.Json;
using System.Threading.Channels;
using Logistics.Bench.Hosting;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Logistics.Bench.Limits.BarePipeline;

/// <summary>Takes what has arrived, writes inbox marks and rows in one statement, and acknowledges all of it at once.</summary>
internal sealed class BareConsumer(NpgsqlDataSource database, IChannel channel, bool isTimeline)
{
    private const ushort Prefetch = 512;
    private const int BatchSize = 256;

    private const string Timeline = """
        WITH fresh AS (INSERT INTO timeline_inbox SELECT * FROM unnest($1::uuid[]) ON CONFLICT DO NOTHING RETURNING message_id)
        INSERT INTO timeline (shipment_id, status, occurred_at)
        SELECT e.shipment_id, e.status, e.occurred_at
        FROM unnest($1::uuid[], $2::uuid[], $3::smallint[], $4::timestamptz[]) e(message_id, shipment_id, status, occurred_at)
        JOIN fresh USING (message_id)
        """;

    private const string Notices = """
        WITH fresh AS (INSERT INTO notices_inbox SELECT * FROM unnest($1::uuid[]) ON CONFLICT DO NOTHING RETURNING message_id)
        INSERT INTO notices (shipment_id, channel, recipient, body)
        SELECT e.shipment_id, 'email', e.recipient, e.body
        FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) e(message_id, shipment_id, recipient, body)
        JOIN fresh USING (message_id)
        """;

    private readonly Channel<Arrival> _arrived = Channel.CreateUnbounded<Arrival>(new() { SingleReader = true });

    public static async Task RunAsync(string connectionString, string broker, string queue, CancellationToken cancellationToken)
    {
        await using var database = BareDatabase.Open(connectionString, connections: 2);
        await using var connection = await BareBroker.ConnectAsync(broker, cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await channel.BasicQosAsync(0, Prefetch, global: false, cancellationToken);
        var consumer = new BareConsumer(database, channel, queue == BareSchema.Queues[0]);
        var receiver = new AsyncEventingBasicConsumer(channel);
        receiver.ReceivedAsync += consumer.ReceiveAsync;
        await channel.BasicConsumeAsync(queue, autoAck: false, receiver, cancellationToken);
        Console.WriteLine(ChildVerb.Mark + queue);

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var handling = consumer.HandleAsync(ending.Token);
        await Console.In.ReadToEndAsync(cancellationToken);
        await ending.CancelAsync();
        await handling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private Task ReceiveAsync(object sender, BasicDeliverEventArgs delivery)
    {
        var happened = JsonSerializer.Deserialize(delivery.Body.Span, BareJson.Default.BareEvent)!; // not null: the relay's own
        _arrived.Writer.TryWrite(
            new(delivery.DeliveryTag, Guid.Parse(delivery.BasicProperties.MessageId!), happened)); // not null: likewise
        return Task.CompletedTask;
    }

    private async Task HandleAsync(CancellationToken cancellationToken)
    {
        var batch = new List<Arrival>(BatchSize);
        while (await _arrived.Reader.WaitToReadAsync(cancellationToken))
        {
            batch.Clear();
            while (batch.Count < BatchSize && _arrived.Reader.TryRead(out var arrival))
            {
                batch.Add(arrival);
            }

            await using var command = database.CreateCommand(isTimeline ? Timeline : Notices);
            foreach (var column in Columns(batch))
            {
                command.Parameters.Add(new NpgsqlParameter { Value = column });
            }

            await command.ExecuteNonQueryAsync(cancellationToken);
            await channel.BasicAckAsync(batch[^1].Tag, multiple: true, cancellationToken);
        }
    }

    private Array[] Columns(List<Arrival> batch) =>
    [
        Column(batch, arrival => arrival.MessageId),
        Column(batch, arrival => arrival.Event.ShipmentId),
        .. isTimeline
            ? (Array[])[Column(batch, arrival => arrival.Event.Status), Column(batch, arrival => arrival.Event.OccurredAt)]
            : [Column(batch, arrival => arrival.Event.Email), Column(
                batch, arrival => $"Your parcel {arrival.Event.TrackingNumber} is CREATED")],
    ];

    private static T[] Column<T>(List<Arrival> batch, Func<Arrival, T> value) => [.. batch.Select(value)];

    private readonly record struct Arrival(ulong Tag, Guid MessageId, BareEvent Event);
}
