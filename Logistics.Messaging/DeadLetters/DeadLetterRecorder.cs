using System.Text.Json;
using Logistics.Messaging.Broker;
using Logistics.Messaging.Consumers;
using Npgsql;
using RabbitMQ.Client;

namespace Logistics.Messaging.DeadLetters;

/// <summary>Moves what died from the broker into the database, where people can read it and decide.</summary>
internal sealed class DeadLetterRecorder(NpgsqlDataSource database, TimeProvider clock)
{
    private const string Insert = $"""
        INSERT INTO {DeadLetterConfiguration.Table}
            (id, queue, event_id, event_name, subject, source, body, headers, reason, detail, attempts, occurred_at, died_at, state)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'OPEN')
        ON CONFLICT (queue, event_id) WHERE state = 'OPEN' DO UPDATE
        SET reason = excluded.reason, detail = excluded.detail, attempts = excluded.attempts, headers = excluded.headers,
            died_at = excluded.died_at
        """;

    public async Task RecordAsync(string queue, IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        foreach (var delivery in deliveries)
        {
            batch.BatchCommands.Add(Command(queue, delivery));
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlBatchCommand Command(string queue, Delivery delivery)
    {
        var properties = delivery.Properties;
        var now = clock.GetUtcNow();
        var diedAt = Moment(properties.Number(EventHeaders.DiedAt)) ?? now;
        return new NpgsqlBatchCommand(Insert)
        {
            Parameters =
            {
                new() { Value = Guid.CreateVersion7(now) },
                new() { Value = queue },
                new() { Value = Guid.TryParse(properties.MessageId, out var id) ? id : DBNull.Value, DataTypeName = "uuid" },
                new() { Value = Tidy(properties.Type ?? properties.Text(EventHeaders.Type), 200) },
                new() { Value = Tidy(properties.Text(EventHeaders.Subject), 200) },
                new() { Value = Tidy(properties.AppId ?? properties.Text(EventHeaders.Source), 50) },
                new() { Value = delivery.Body },
                new() { Value = Headers(properties) },
                new() { Value = Tidy(properties.Text(EventHeaders.Reason) ?? DeadLetterReasons.DeliveryLimit, 50) },
                new() { Value = Tidy(properties.Text(EventHeaders.Detail), 1000) },
                new() { Value = delivery.Attempt },
                new() { Value = OccurredAt(properties) ?? diedAt },
                new() { Value = diedAt },
            },
        };
    }

    /// <summary>Only what is text or a number; the broker adds tables of its own (<c>x-death</c>) that nobody replays.</summary>
    private static string Headers(IReadOnlyBasicProperties properties) => JsonSerializer.Serialize(
        (properties.Headers ?? new Dictionary<string, object?>())
            .Where(header => header.Value is byte[] or string or long or int or bool)
            .ToDictionary(header => header.Key, header => EventHeaders.AsText(header.Value)));

    private static DateTimeOffset? OccurredAt(IReadOnlyBasicProperties properties) =>
        DateTimeOffset.TryParse(properties.Text(EventHeaders.Time), System.Globalization.CultureInfo.InvariantCulture, out var time)
            ? time.ToUniversalTime()
            : null;

    private static DateTimeOffset? Moment(long? milliseconds) =>
        milliseconds is >= 0 and < 32_503_680_000_000 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds.Value) : null;

    /// <summary>Foreign text, cut to what the column takes; PostgreSQL has no zero character.</summary>
    private static string Tidy(string? text, int length)
    {
        var tidy = (text ?? string.Empty).Replace("\0", string.Empty, StringComparison.Ordinal);
        return tidy.Length > length ? tidy[..length] : tidy;
    }
}
