using Npgsql;

namespace Logistics.Bench.Limits.BarePipeline;

/// <summary>The least that the pipeline can do with: a shipment and its outbox, and what two idempotent consumers keep.</summary>
internal static class BareSchema
{
    public const string Exchange = "bench.bare";

    public static IReadOnlyList<string> Queues { get; } = ["bench.bare.timeline", "bench.bare.notices"];

    private const string Tables = """
        CREATE TABLE IF NOT EXISTS shipments (
            id uuid PRIMARY KEY, tracking_number text NOT NULL UNIQUE, customer text NOT NULL,
            sender_name text NOT NULL, sender_address text NOT NULL, sender_city text NOT NULL, sender_country text NOT NULL,
            recipient_name text NOT NULL, recipient_email text NOT NULL,
            recipient_address text NOT NULL, recipient_city text NOT NULL, recipient_country text NOT NULL,
            weight_grams int NOT NULL, status smallint NOT NULL, created_at timestamptz NOT NULL, version int NOT NULL);
        CREATE TABLE IF NOT EXISTS outbox (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, message_id uuid NOT NULL, type text NOT NULL, payload bytea NOT NULL);
        CREATE TABLE IF NOT EXISTS timeline_inbox (message_id uuid PRIMARY KEY);
        CREATE TABLE IF NOT EXISTS notices_inbox (message_id uuid PRIMARY KEY);
        CREATE TABLE IF NOT EXISTS timeline (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            shipment_id uuid NOT NULL, status smallint NOT NULL, occurred_at timestamptz NOT NULL);
        CREATE INDEX IF NOT EXISTS ix_timeline_shipment ON timeline (shipment_id);
        CREATE TABLE IF NOT EXISTS notices (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            shipment_id uuid NOT NULL, channel text NOT NULL, recipient text NOT NULL, body text NOT NULL);
        """;

    public const string Empty = "TRUNCATE shipments, outbox, timeline_inbox, notices_inbox, timeline, notices";

    public static async Task CreateAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Tables);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
