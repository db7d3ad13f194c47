using System.Data;
using System.Text.Json;
using System.Text.Json.Serialization;
using Logistics.Contracts;
using Logistics.Contracts.Events;
using Logistics.Messaging;
using Logistics.Shipments.Domain;
using Microsoft.EntityFrameworkCore;
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
    private static readonly Column[] Columns =
    [
        new("id", NpgsqlDbType.Uuid, shipment => shipment.Id.Value),
        new("tracking_number", NpgsqlDbType.Varchar, shipment => shipment.TrackingNumber.ToString()),
        new("owner_id", NpgsqlDbType.Uuid, shipment => shipment.OwnerId),
        new("status", NpgsqlDbType.Varchar, shipment => shipment.Status.ToWire()),
        new("held_status", NpgsqlDbType.Varchar, shipment => shipment.HeldStatus?.ToWire()),
        new("reason_code", NpgsqlDbType.Varchar, shipment => shipment.ReasonCode?.ToWire()),
        new("status_at", NpgsqlDbType.TimestampTz, shipment => shipment.StatusAt),
        new("version", NpgsqlDbType.Integer, shipment => shipment.Version),
        new("service_level", NpgsqlDbType.Varchar, shipment => shipment.ServiceLevel.ToWire()),
        new("reference", NpgsqlDbType.Varchar, shipment => shipment.Reference),
        new("return_of", NpgsqlDbType.Varchar, shipment => shipment.ReturnOf?.ToString()),
        new("created_at", NpgsqlDbType.TimestampTz, shipment => shipment.CreatedAt),
        new("updated_at", NpgsqlDbType.TimestampTz, shipment => shipment.UpdatedAt),
        new("promised_at", NpgsqlDbType.TimestampTz, shipment => shipment.PromisedAt),
        new("idempotency_key", NpgsqlDbType.Varchar, shipment => shipment.IdempotencyKey),
        new("request_hash", NpgsqlDbType.Bytea, shipment => shipment.RequestHash),
        .. ColumnsOf("sender", shipment => shipment.Sender),
        .. ColumnsOf("recipient", shipment => shipment.Recipient),
        new("parcels", NpgsqlDbType.Jsonb, shipment => JsonSerializer.SerializeToUtf8Bytes(shipment.Parcels, ParcelJson.Default.ListParcel)),
        new("terms", NpgsqlDbType.Jsonb, shipment => JsonSerializer.SerializeToUtf8Bytes(shipment.Terms, TermsJson.Default.Terms)),
    ];

    private static readonly string Sql =
        $"INSERT INTO shipments ({string.Join(", ", ColumnNames)}) VALUES ({string.Join(", ", Columns.Select((_, i) => $"${i + 1}"))})";

    internal static IEnumerable<string> ColumnNames => Columns.Select(column => column.Name);

    /// <exception cref="PostgresException">An index refuses it; or the keys are there since a first try, whose answer was lost.</exception>
    public Task ExecuteAsync(Shipment shipment, IEvent created, CancellationToken cancellationToken) =>
        db.Database.CreateExecutionStrategy().ExecuteAsync(
            (insert: this, shipment, created), (state, token) => state.insert.TryAsync(state.shipment, state.created, token), cancellationToken);

    private static IEnumerable<Column> ColumnsOf(string prefix, Func<Shipment, Party> party) =>
    [
        new($"{prefix}_name", NpgsqlDbType.Varchar, shipment => party(shipment).Name),
        new($"{prefix}_company", NpgsqlDbType.Varchar, shipment => party(shipment).Company),
        new($"{prefix}_email", NpgsqlDbType.Varchar, shipment => party(shipment).Email),
        new($"{prefix}_phone", NpgsqlDbType.Varchar, shipment => party(shipment).Phone),
        new($"{prefix}_line1", NpgsqlDbType.Varchar, shipment => party(shipment).Address.Line1),
        new($"{prefix}_line2", NpgsqlDbType.Varchar, shipment => party(shipment).Address.Line2),
        new($"{prefix}_city", NpgsqlDbType.Varchar, shipment => party(shipment).Address.City),
        new($"{prefix}_region", NpgsqlDbType.Varchar, shipment => party(shipment).Address.Region),
        new($"{prefix}_postal_code", NpgsqlDbType.Varchar, shipment => party(shipment).Address.PostalCode),
        new($"{prefix}_country", NpgsqlDbType.Varchar, shipment => party(shipment).Address.Country),
    ];

    private async Task TryAsync(Shipment shipment, IEvent created, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var change = changes.On((NpgsqlConnection)db.Database.GetDbConnection());
            var insert = new NpgsqlBatchCommand(Sql);
            foreach (var column in Columns)
            {
                insert.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = column.Type, Value = column.Value(shipment) ?? DBNull.Value });
            }

            change.Add(insert);
            change.Publish(created);
            await change.ExecuteAsync(cancellationToken);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private sealed record Column(string Name, NpgsqlDbType Type, Func<Shipment, object?> Value);
}

/// <summary>Parcels as Entity Framework writes and reads them.</summary>
[JsonSerializable(typeof(List<Parcel>))]
internal sealed partial class ParcelJson : JsonSerializerContext;
