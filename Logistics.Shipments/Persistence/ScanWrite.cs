using Logistics.Contracts;
using Logistics.Messaging;
using Logistics.Shipments.Domain;
using Npgsql;
using NpgsqlTypes;

namespace Logistics.Shipments.Persistence;

/// <summary>Writes where shipments have come to, every step of the way, and its events: two statements, however many there are.</summary>
internal sealed class ScanWrite(ShipmentsDbContext db, ChangeBatches changes)
{
    private static readonly Column<MovedShipment>[] Moved =
    [
        Column<MovedShipment>.Of("id", NpgsqlDbType.Uuid, moved => moved.Shipment.Id.Value),
        Column<MovedShipment>.Of("known", NpgsqlDbType.Integer, moved => moved.KnownVersion),
        Column<MovedShipment>.Of("status", NpgsqlDbType.Varchar, moved => moved.Shipment.Status.ToWire()),
        Column<MovedShipment>.Of("held_status", NpgsqlDbType.Varchar, moved => moved.Shipment.HeldStatus?.ToWire()),
        Column<MovedShipment>.Of("reason_code", NpgsqlDbType.Varchar, moved => moved.Shipment.ReasonCode?.ToWire()),
        Column<MovedShipment>.Of("status_at", NpgsqlDbType.TimestampTz, moved => moved.Shipment.StatusAt),
        Column<MovedShipment>.Of("return_of", NpgsqlDbType.Varchar, moved => moved.Shipment.ReturnOf?.ToString()),
        Column<MovedShipment>.Of("version", NpgsqlDbType.Integer, moved => moved.Shipment.Version),
        Column<MovedShipment>.Of("updated_at", NpgsqlDbType.TimestampTz, moved => moved.Shipment.UpdatedAt),
    ];

    /// <summary>Every column of the table, and what goes into it.</summary>
    private static readonly Column<StatusChange>[] Steps =
    [
        Column<StatusChange>.Of("shipment_id", NpgsqlDbType.Uuid, step => step.ShipmentId.Value),
        Column<StatusChange>.Of("version", NpgsqlDbType.Integer, step => step.Version),
        Column<StatusChange>.Of("kind", NpgsqlDbType.Varchar, step => step.Kind.ToWire()),
        Column<StatusChange>.Of("event_id", NpgsqlDbType.Uuid, step => step.EventId),
        Column<StatusChange>.Of("source", NpgsqlDbType.Varchar, step => step.Source.ToWire()),
        Column<StatusChange>.Of("corrects", NpgsqlDbType.Integer, step => step.Corrects),
        Column<StatusChange>.Of("previous_status", NpgsqlDbType.Varchar, step => step.PreviousStatus.ToWire()),
        Column<StatusChange>.Of("status", NpgsqlDbType.Varchar, step => step.Status.ToWire()),
        Column<StatusChange>.Of("reason_code", NpgsqlDbType.Varchar, step => step.ReasonCode?.ToWire()),
        Column<StatusChange>.Of("place_name", NpgsqlDbType.Varchar, step => step.Place?.Name),
        Column<StatusChange>.Of("place_city", NpgsqlDbType.Varchar, step => step.Place?.City),
        Column<StatusChange>.Of("place_country", NpgsqlDbType.Varchar, step => step.Place?.Country),
        Column<StatusChange>.Of("place_latitude", NpgsqlDbType.Double, step => step.Place?.Latitude),
        Column<StatusChange>.Of("place_longitude", NpgsqlDbType.Double, step => step.Place?.Longitude),
        Column<StatusChange>.Of("note", NpgsqlDbType.Varchar, step => step.Note),
        Column<StatusChange>.Of("occurred_at", NpgsqlDbType.TimestampTz, step => step.OccurredAt),
        Column<StatusChange>.Of("occurred_at_offset_minutes", NpgsqlDbType.Smallint, step => step.OccurredAtOffsetMinutes),
        Column<StatusChange>.Of("recorded_at", NpgsqlDbType.TimestampTz, step => step.RecordedAt),
        Column<StatusChange>.Of("actor_id", NpgsqlDbType.Uuid, step => step.ActorId),
        Column<StatusChange>.Of("idempotency_key", NpgsqlDbType.Varchar, step => step.IdempotencyKey),
        Column<StatusChange>.Of("request_hash", NpgsqlDbType.Bytea, step => step.RequestHash),
    ];

    private static readonly string Update = $"""
        UPDATE shipments s SET {string.Join(", ", Moved.Skip(2).Select(column => $"{column.Name} = moved.{column.Name}"))}
        FROM unnest({Parameters(Moved)}) AS moved ({Names(Moved)}) WHERE s.id = moved.id AND s.version = moved.known
        """;

    private static readonly string Insert = $"INSERT INTO status_changes ({Names(Steps)}) SELECT * FROM unnest({Parameters(Steps)})";

    internal static IEnumerable<string> StepColumnNames => Steps.Select(column => column.Name);

    /// <exception cref="PostgresException">Someone else moved one of them meanwhile: its next version is taken. Nothing is
    /// written.</exception>
    public Task ExecuteAsync(IReadOnlyList<MovedShipment> moved, CancellationToken cancellationToken)
    {
        var steps = moved.SelectMany(one => one.Steps).ToList();
        return db.WriteAsync(
            changes,
            () =>
            [
                Column<MovedShipment>.Command(Update, Moved.Select(column => column.Many(moved))),
                Column<StatusChange>.Command(Insert, Steps.Select(column => column.Many(steps))),
            ],
            [.. moved.SelectMany(one => one.Steps.Select(step => ShipmentEvents.StatusChanged(one.Shipment, step)))],
            cancellationToken);
    }

    private static string Names<TRow>(Column<TRow>[] columns) => string.Join(", ", columns.Select(column => column.Name));

    private static string Parameters<TRow>(Column<TRow>[] columns) => string.Join(", ", columns.Select((_, i) => $"${i + 1}"));
}

/// <param name="KnownVersion">What it was read with.</param>
internal sealed record MovedShipment(Shipment Shipment, int KnownVersion)
{
    /// <summary>In order.</summary>
    public List<StatusChange> Steps { get; } = [];
}
