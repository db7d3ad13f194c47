using Npgsql;
using NpgsqlTypes;

namespace Logistics.Shipments.Persistence;

/// <summary>A column that is written by hand, and what of a row goes into it.</summary>
internal abstract class Column<TRow>(string name)
{
    public string Name => name;

    public static Column<TRow> Of<T>(string name, NpgsqlDbType type, Func<TRow, T> value) => new Typed<T>(name, type, value);

    public static NpgsqlBatchCommand Command(string sql, IEnumerable<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public abstract NpgsqlParameter One(TRow row);

    /// <summary>Of all rows, as an array for <c>unnest</c>.</summary>
    public abstract NpgsqlParameter Many(IReadOnlyList<TRow> rows);

    private sealed class Typed<T>(string name, NpgsqlDbType type, Func<TRow, T> value) : Column<TRow>(name)
    {
        public override NpgsqlParameter One(TRow row) => new() { NpgsqlDbType = type, Value = (object?)value(row) ?? DBNull.Value };

        public override NpgsqlParameter Many(IReadOnlyList<TRow> rows) =>
            new NpgsqlParameter<T[]> { TypedValue = [.. rows.Select(value)], NpgsqlDbType = type | NpgsqlDbType.Array };
    }
}
