using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Logistics.Gateway.Http;
using Logistics.ServiceDefaults.Results;

namespace Logistics.Gateway.Features.Bulk;

/// <summary>
/// The body of a bulk request: a JSON list, or CSV. A row that cannot be read is that row's fault; the others are read on.
/// </summary>
internal static class BulkBody
{
    public const int MaxRows = 1_000;
    public const int MaxBytes = 8 * 1_024 * 1_024;
    public const string CsvType = "text/csv";

    public static async Task<Result<List<Result<TRow>>>> ReadAsync<TRow>(
        HttpRequest request, JsonTypeInfo<TRow> rowType, CsvColumns columns, CancellationToken cancellationToken)
    {
        var isCsv = request.ContentType?.StartsWith(CsvType, StringComparison.OrdinalIgnoreCase) == true;
        var nodes = isCsv ? await columns.ReadAsync(request.Body, MaxRows) : await ReadJsonAsync(request.Body, cancellationToken);
        if (!nodes.IsSuccess(out var rows, out var error))
        {
            return error;
        }

        return rows.Count is 0 or > MaxRows
            ? EdgeErrors.Invalid("rows", $"Are from 1 to {MaxRows}.")
            : rows.ConvertAll(row => row.Then(read => Read(read, rowType)));
    }

    private static async Task<Result<List<Result<JsonObject>>>> ReadJsonAsync(Stream body, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonNode.ParseAsync(body, cancellationToken: cancellationToken) is JsonArray rows
                ? rows.Select(row => row is JsonObject read ? read : (Result<JsonObject>)EdgeErrors.Invalid("$", "Must be an object."))
                    .ToList()
                : EdgeErrors.Invalid("$", "Must be a list of rows.");
        }
        catch (JsonException fault)
        {
            return JsonFault.Describe(fault, bodyType: null);
        }
    }

    private static Result<TRow> Read<TRow>(JsonObject row, JsonTypeInfo<TRow> rowType)
    {
        try
        {
            return row.Deserialize(rowType)!; // not null: an object
        }
        catch (JsonException fault)
        {
            return JsonFault.Describe(fault, typeof(TRow));
        }
        catch (ArgumentException)
        {
            return EdgeErrors.Invalid("$", "Names a field twice.");
        }
    }
}
