using System.Globalization;
using Npgsql;

namespace Logistics.Messaging;

/// <summary>
/// SQL without Entity Framework, for what a service does all day although nothing happens: so a service that rests stays small. What is
/// interpolated becomes a parameter, as in <c>ExecuteSqlAsync</c>: so values only, no names; moments in UTC, enums by <c>ToWire()</c>, and
/// what may be null with its type (<c>{note}::text</c>). Nothing is tried again.
/// </summary>
public static class PlainSqlExtensions
{
    /// <returns>How many rows it changed.</returns>
    public static Task<int> ExecuteAsync(
        this NpgsqlDataSource database, FormattableString statement, CancellationToken cancellationToken) =>
        ExecuteAsync(database.CreateCommand(), statement, cancellationToken);

    /// <inheritdoc cref="ExecuteAsync(NpgsqlDataSource, FormattableString, CancellationToken)"/>
    public static Task<int> ExecuteAsync(
        this NpgsqlConnection connection, FormattableString statement, CancellationToken cancellationToken) =>
        ExecuteAsync(connection.CreateCommand(), statement, cancellationToken);

    /// <summary>Whether a query finds a row.</summary>
    public static async Task<bool> AnyAsync(this NpgsqlDataSource database, FormattableString query, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand();
        Fill(command, $"SELECT EXISTS ({query.Format})", query);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <summary>All rows of a query.</summary>
    public static Task<List<T>> QueryAsync<T>(
        this NpgsqlDataSource database, FormattableString query, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken) =>
        QueryAsync(database.CreateCommand(), query, read, cancellationToken);

    /// <inheritdoc cref="QueryAsync{T}(NpgsqlDataSource, FormattableString, Func{NpgsqlDataReader, T}, CancellationToken)"/>
    public static Task<List<T>> QueryAsync<T>(
        this NpgsqlConnection connection, FormattableString query, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken) =>
        QueryAsync(connection.CreateCommand(), query, read, cancellationToken);

    /// <summary>Returns when the database has answered.</summary>
    /// <exception cref="NpgsqlException">It does not; or whatever else the network says.</exception>
    public static Task PingAsync(this NpgsqlDataSource database, CancellationToken cancellationToken) =>
        database.ExecuteAsync($"SELECT", cancellationToken);

    private static async Task<int> ExecuteAsync(NpgsqlCommand command, FormattableString statement, CancellationToken cancellationToken)
    {
        await using var _ = command;
        Fill(command, statement.Format, statement);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<List<T>> QueryAsync<T>(
        NpgsqlCommand command, FormattableString query, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var _ = command;
        Fill(command, query.Format, query);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private static void Fill(NpgsqlCommand command, string format, FormattableString values)
    {
        var names = Enumerable.Range(1, values.ArgumentCount).Select(object (i) => $"${i}").ToArray();
#pragma warning disable CA2100 // what comes from outside is among the values
        command.CommandText = string.Format(CultureInfo.InvariantCulture, format, names);
#pragma warning restore CA2100
        foreach (var value in values.GetArguments())
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }
    }
}
