using Npgsql;
using NpgsqlTypes;

namespace Logistics.Tracking.Persistence;

/// <summary>The columns of a table, as many rows are written at once: each column travels as one array.</summary>
internal sealed class BulkColumns<TRow>(params BulkColumn<TRow>[] columns)
{
    /// <summary><c>a, b, c</c></summary>
    public string Names { get; } = string.Join(", ", columns.Select(column => column.Name));

    /// <summary><c>$1, $2, $3</c></summary>
    public string Parameters { get; } = string.Join(", ", columns.Select((_, index) => $"${index + 1}"));

    public NpgsqlBatchCommand Command(string sql, IReadOnlyList<TRow> rows)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var column in columns)
        {
            command.Parameters.Add(column.ValuesOf(rows));
        }

        return command;
    }
}

/// <param name="Name">In the table.</param>
/// <param name="ValuesOf">Its values, in the order of the rows.</param>
internal sealed record BulkColumn<TRow>(string Name, Func<IReadOnlyList<TRow>, NpgsqlParameter> ValuesOf)
{
    public static BulkColumn<TRow> Of<TValue>(string name, NpgsqlDbType type, Func<TRow, TValue> value) => new(
        name, rows => new NpgsqlParameter<TValue[]> { TypedValue = [.. rows.Select(value)], NpgsqlDbType = NpgsqlDbType.Array | type });
}
