using System.Data;
using System.Text.Json;
using System.Text.Json.Serialization;
using Logistics.Contracts;
using Logistics.Contracts.Events;
using Logistics.Messaging;
using Logistics.Shipments.Domain;
using Npgsql;
using NpgsqlTypes;

namespace Logistics.Shipments.Persistence;

/// <summary>
/// Writes a new shipment and its event in one round trip. By hand: Entity Framework takes more time for these two rows than PostgreSQL,
/// the broker and the network together (docs/performance.md).
/// </summary>
internal sealed class ShipmentInsert(ShipmentsDbContext db, ChangeBatches changes)
{
    /// <summary>Every column of the table, and what goes into it.</summary>
    private static readonly Column<Shipment>[] Columns =
    [
        Column<Shipment>.Of("id", NpgsqlDbType.Uuid, shipment => shipment.Id.Value),
        Column<Shipment>.Of("tracking_number", NpgsqlDbType.Varchar, shipment => shipment.TrackingNumber.ToString()),
        Column<Shipment>.Of("owner_id", NpgsqlDbType.Uuid, shipment => shipment.OwnerId),
        Column<Shipment>.Of("status", NpgsqlDbType.Varchar, shipment => shipment.Status.ToWire()),
        Column<Shipment>.Of("held_status", NpgsqlDbType.Varchar, shipment => shipment.HeldStatus?.ToWire()),
        Column<Shipment>.Of("reason_code", NpgsqlDbType.Varchar, shipment => shipment.ReasonCode?.ToWire()),
        Column<Shipment>.Of("status_at", NpgsqlDbType.TimestampTz, shipment => shipment.StatusAt),
        Column<Shipment>.Of("version", NpgsqlDbType.Integer, shipment => shipment.Version),
        Column<Shipment>.Of("service_level", NpgsqlDbType.Varchar, shipment => shipment.ServiceLevel.ToWire()),
        Column<Shipment>.Of("reference", NpgsqlDbType.Varchar, shipment => shipment.Reference),
        Column<Shipment>.Of("return_of", NpgsqlDbType.Varchar, shipment => shipment.ReturnOf?.ToString()),
        Column<Shipment>.Of("created_at", NpgsqlDbType.TimestampTz, shipment => shipment.CreatedAt),
        Column<Shipment>.Of("updated_at", NpgsqlDbType.TimestampTz, shipment => shipment.UpdatedAt),
        Column<Shipment>.Of("promised_at", NpgsqlDbType.TimestampTz, shipment => shipment.PromisedAt),
        Column<Shipment>.Of("idempotency_key", NpgsqlDbType.Varchar, shipment => shipment.IdempotencyKey),
        Column<Shipment>.Of("request_hash", NpgsqlDbType.Bytea, shipment => shipment.RequestHash),
        .. ColumnsOf("sender", shipment => shipment.Sender),
        .. ColumnsOf("recipient", shipment => shipment.Recipient),
        Column<Shipment>.Of(
            "parcels", NpgsqlDbType.Jsonb, shipment => JsonSerializer.Serialize(shipment.Parcels, ParcelJson.Default.ListParcel)),
        Column<Shipment>.Of("terms", NpgsqlDbType.Jsonb, shipment => JsonSerializer.Serialize(shipment.Terms, TermsJson.Default.Terms)),
    ];

    private static readonly string One =
        $"INSERT INTO shipments ({Names}) VALUES ({string.Join(", ", Columns.Select((_, i) => $"${i + 1}"))})";
    private static readonly string Many =
        $"INSERT INTO shipments ({Names}) SELECT * FROM unnest({string.Join(", ", Columns.Select((_, i) => $"${i + 1}"))})";

    internal static IEnumerable<string> ColumnNames => Columns.Select(column => column.Name);

    private static string Names => string.Join(", ", ColumnNames);

    /// <exception cref="PostgresException">An index refuses it; or the keys are there since a first try, whose answer was lost.</exception>
    public Task ExecuteAsync(Shipment shipment, IEvent created, CancellationToken cancellationToken) =>
        db.WriteAsync(
            changes, () => [Column<Shipment>.Command(One, Columns.Select(column => column.One(shipment)))], [created], cancellationToken);

    /// <summary>All of them, however many, by one statement; or none.</summary>
    /// <exception cref="PostgresException">As for one.</exception>
    public Task ExecuteAsync(IReadOnlyList<Shipment> shipments, CancellationToken cancellationToken) => db.WriteAsync(
        changes,
        () => [Column<Shipment>.Command(Many, Columns.Select(column => column.Many(shipments)))],
        [.. shipments.Select(ShipmentEvents.Created)],
        cancellationToken);

    private static IEnumerable<Column<Shipment>> ColumnsOf(string prefix, Func<Shipment, Party> party) =>
    [
        Column<Shipment>.Of($"{prefix}_name", NpgsqlDbType.Varchar, shipment => party(shipment).Name),
        Column<Shipment>.Of($"{prefix}_company", NpgsqlDbType.Varchar, shipment => party(shipment).Company),
        Column<Shipment>.Of($"{prefix}_email", NpgsqlDbType.Varchar, shipment => party(shipment).Email),
        Column<Shipment>.Of($"{prefix}_phone", NpgsqlDbType.Varchar, shipment => party(shipment).Phone),
        Column<Shipment>.Of($"{prefix}_line1", NpgsqlDbType.Varchar, shipment => party(shipment).Address.Line1),
        Column<Shipment>.Of($"{prefix}_line2", NpgsqlDbType.Varchar, shipment => party(shipment).Address.Line2),
        Column<Shipment>.Of($"{prefix}_city", NpgsqlDbType.Varchar, shipment => party(shipment).Address.City),
        Column<Shipment>.Of($"{prefix}_region", NpgsqlDbType.Varchar, shipment => party(shipment).Address.Region),
        Column<Shipment>.Of($"{prefix}_postal_code", NpgsqlDbType.Varchar, shipment => party(shipment).Address.PostalCode),
        Column<Shipment>.Of($"{prefix}_country", NpgsqlDbType.Varchar, shipment => party(shipment).Address.Country),
    ];
}

/// <summary>Parcels as Entity Framework writes and reads them.</summary>
[JsonSerializable(typeof(List<Parcel>))]
internal sealed partial class ParcelJson : JsonSerializerContext;
