using Npgsql;

namespace Logistics.Bench.Limits;

/// <summary>
/// The rows of one create, whatever columns and indexes the tables have by now: their shape is read from the system's own tables.
/// </summary>
internal static class CreateRows
{
    /// <summary>Time-ordered, as the services' own ids.</summary>
    private const string NewId =
        "(lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0')"
        + " || '7' || substr(md5(random()::text), 1, 19))::uuid";

    private const string NewText = "substr(md5(random()::text), 1, 16)";

    private const string Columns = """
        SELECT column_name, data_type, is_nullable = 'YES', format_type(a.atttypid, a.atttypmod)
        FROM information_schema.columns c JOIN pg_attribute a ON a.attrelid = c.table_name::regclass AND a.attname = c.column_name
        WHERE table_schema = 'public' AND table_name = $1 ORDER BY ordinal_position
        """;

    private const string Indexes = "SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = $1::regclass";

    /// <summary>The functions that indexes are on.</summary>
    private const string Functions = """
        SELECT DISTINCT pg_get_functiondef(d.refobjid)
        FROM pg_index i JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = i.indexrelid
        WHERE i.indrelid = $1::regclass AND d.refclassid = 'pg_proc'::regclass
        """;

    private const string Sample = """
        SELECT key, value FROM (SELECT to_jsonb(s) AS row FROM shipments s ORDER BY id DESC LIMIT 1) newest, jsonb_each_text(newest.row)
        WHERE value IS NOT NULL
        """;

    private static readonly string[] Unique = ["tracking_number", "idempotency_key"];

    /// <summary>Makes empty tables of the same shape, and says how to insert into them.</summary>
    /// <param name="count">Creates in each statement.</param>
    public static async Task<IReadOnlyList<string>> CopyShapesAsync(
        string from, ScratchDatabase to, int count, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(from);
        var sample = (await ReadAsync(source, Sample, null, row => (Name: row.GetString(0), Value: row.GetString(1)), cancellationToken))
            .ToDictionary(column => column.Name, column => column.Value);
        var inserts = new List<string>();
        foreach (var table in (string[])["shipments", "outbox_messages"])
        {
            var columns = await ReadAsync(
                source, Columns, table, row =>
                    new Column(row.GetString(0), row.GetString(1), row.GetBoolean(2), row.GetString(3)), cancellationToken);
            await to.ExecuteAsync(
                $"CREATE TABLE {table} ({string.Join(", ", columns.Select(column => $"{column.Name} {column.Type}"))})", cancellationToken);
            foreach (var kind in (string[])[Functions, Indexes])
            {
                foreach (var definition in await ReadAsync(source, kind, table, row => row.GetString(0), cancellationToken))
                {
                    await to.ExecuteAsync(definition, cancellationToken);
                }
            }

            var values = columns.Select(column => ValueOf(column, table == "shipments" ? sample : []));
            inserts.Add($"INSERT INTO {table} SELECT {string.Join(", ", values)} FROM generate_series(1, {count});");
        }

        return inserts;
    }

    private static string ValueOf(Column column, Dictionary<string, string> sample) => column switch
    {
        { Name: "id" } => NewId,
        _ when Unique.Contains(column.Name) => NewText,
        _ when sample.TryGetValue(column.Name, out var value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'::{column.Type}",
        { IsNullable: true } => $"NULL::{column.Type}",
        { Kind: "uuid" } => NewId,
        { Kind: "bytea" } => "decode(repeat('7b', 1000), 'hex')", // about as long as an event
        { Kind: "timestamp with time zone" } => "now()",
        { Kind: "character varying" or "text" } => "'shipment.created'",
        _ => $"'0'::{column.Type}",
    };

    private static async Task<List<T>> ReadAsync<T>(
        NpgsqlDataSource database, string sql, string? table, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(sql);
        if (table is not null)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = table });
        }

        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<T>();
        while (await rows.ReadAsync(cancellationToken))
        {
            found.Add(read(rows));
        }

        return found;
    }

    private readonly record struct Column(string Name, string Kind, bool IsNullable, string Type);
}
