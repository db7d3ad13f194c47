using System.Text;
using System.Text.Json.Nodes;
using Logistics.Gateway.Features.Bulk;
using Logistics.ServiceDefaults.Results;
using Xunit;

namespace Logistics.Tests.Gateway;

/// <summary>CSV that is not as it should be: nothing is dropped or guessed.</summary>
public sealed class CsvColumnsTests
{
    [Fact]
    public async Task A_row_with_other_cells_than_the_header_or_a_broken_quote_fails_alone()
    {
        var rows = await ReadAsync("\uFEFFkey,trackingNumber,status\r\na,b\r\na,b,c,d\r\na,b,x\"y\"\r\na,\"b \"\" é\",c\r\na,\"b,c\r\n");

        Assert.Equal(["Has 2 cells, and the header 3.", "Has 4 cells, and the header 3.", "quote", "b \" é", "quote"], rows.Select(Told));
    }

    [Fact]
    public async Task What_is_not_UTF_8_is_refused_whole()
    {
        var answer = await ScanRow.Columns.ReadAsync(
            new MemoryStream([.. "key,trackingNumber,status\r\na,b"u8, 0xE9, .. ",c\r\n"u8]), limit: 10);

        Assert.Equal("Is not UTF-8.", Assert.Single(answer.Error!.Fields).Message); // not null: it failed
    }

    private static async Task<List<Result<JsonObject>>> ReadAsync(string text)
    {
        Assert.True(
            (await ScanRow.Columns.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), limit: 10)).IsSuccess(out var rows, out _));
        return rows;
    }

    private static string? Told(Result<JsonObject> row) =>
        row.IsSuccess(out var read, out var error) ? read["trackingNumber"]?.GetValue<string>()
        : error.Fields[0].Message.Contains("quote", StringComparison.Ordinal) ? "quote"
        : error.Fields[0].Message;
}
