using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CsvHelper;
using CsvHelper.Configuration;
using Logistics.Gateway.Http;
using Logistics.ServiceDefaults.Results;

namespace Logistics.Gateway.Features.Bulk;

/// <summary>
/// The columns that a CSV file (RFC 4180, UTF-8, a header, commas) may have, in any order: named by the paths of the same fields in JSON.
/// An empty cell is an absent field.
/// </summary>
/// <param name="columns">A <c>#</c> at the end marks a number, a <c>?</c> a true or false.</param>
internal sealed class CsvColumns(IReadOnlyList<string> columns)
{
    /// <summary>With its byte order mark or without.</summary>
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    private readonly Dictionary<string, char> _kinds = columns.ToDictionary(column => column.TrimEnd('#', '?'), column => column[^1]);

    /// <summary>A file with the header alone.</summary>
    public byte[] Template { get; } = Encoding.UTF8.GetBytes(string.Join(',', columns.Select(column => column.TrimEnd('#', '?'))) + "\r\n");

    /// <summary>The rows as the JSON that they stand for.</summary>
    public async Task<Result<List<Result<JsonObject>>>> ReadAsync(Stream body, int limit)
    {
        try
        {
            return await ReadTextAsync(new StreamReader(body, Utf8, detectEncodingFromByteOrderMarks: false), limit);
        }
        catch (DecoderFallbackException)
        {
            return EdgeErrors.Invalid("$", "Is not UTF-8.");
        }
    }

    private async Task<Result<List<Result<JsonObject>>>> ReadTextAsync(StreamReader text, int limit)
    {
        var isBroken = false; // told by the parser while it takes a row apart
        using var parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = _ => isBroken = true });
        if (!await parser.ReadAsync() || parser.Record is not { } header)
        {
            return EdgeErrors.Invalid("header", "Is missing: the first line names the columns.");
        }

        if (header.FirstOrDefault(name => !_kinds.ContainsKey(name)) is { } unknown)
        {
            return EdgeErrors.Invalid("header", $"There is no column '{unknown}'; the template has those that there are.");
        }

        if (header.Distinct().Count() != header.Length)
        {
            return EdgeErrors.Invalid("header", "Names a column twice.");
        }

        var rows = new List<Result<JsonObject>>();
        while (rows.Count <= limit && await parser.ReadAsync())
        {
            var cells = parser.Record ?? [];
            rows.Add(isBroken ? EdgeErrors.Invalid("$", "Has a quote that is not closed, or one that is not doubled.")
                : cells.Length != header.Length ? EdgeErrors.Invalid("$", $"Has {cells.Length} cells, and the header {header.Length}.")
                : Row(header, cells));
            isBroken = false;
        }

        return rows;
    }

    private JsonObject Row(string[] header, string[] cells)
    {
        var row = new JsonObject();
        foreach (var (name, cell) in header.Zip(cells).Where(cell => cell.Second.Length > 0))
        {
            Set(row, name, cell);
        }

        return row;
    }

    /// <summary>What is no number stays text: the reader of the JSON says what is wrong, and where.</summary>
    private JsonValue Value(string name, string cell) => _kinds[name] switch
    {
        '#' when decimal.TryParse(
            cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) =>
            JsonValue.Create(number),
        '?' when bool.TryParse(cell, out var truth) => JsonValue.Create(truth),
        _ => JsonValue.Create(cell),
    };

    private void Set(JsonObject row, string name, string cell)
    {
        var at = row;
        var steps = name.Split('.');
        foreach (var step in steps[..^1])
        {
            if (step.EndsWith("[0]", StringComparison.Ordinal))
            {
                at = (JsonObject)((JsonArray)(at[step[..^3]] ??= new JsonArray(new JsonObject())))[0]!; // not null: made with it
            }
            else
            {
                at = (JsonObject)(at[step] ??= new JsonObject());
            }
        }

        at[steps[^1]] = Value(name, cell);
    }
}
