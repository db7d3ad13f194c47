using System.Text.Json;
using System.Text.Json.Serialization;

namespace Logistics.Gateway.Api;

/// <summary>Times as RFC 3339: <c>Z</c> for UTC, else the offset. Reads none that leaves the offset open: whose noon would it be?</summary>
internal sealed class TimestampConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        // Not null: a string.
        if (reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time) && HasOffset(reader.GetString()!))
        {
            return time;
        }

        throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        if (value.Offset == TimeSpan.Zero)
        {
            writer.WriteStringValue(value.UtcDateTime);
        }
        else
        {
            writer.WriteStringValue(value);
        }
    }

    /// <summary><c>…Z</c>, <c>…+01:00</c> or <c>…-05:00</c>; the date's own dashes stand before the <c>T</c>.</summary>
    private static bool HasOffset(string text) =>
        text.IndexOf('T', StringComparison.Ordinal) is > 0 and var time && (text[^1] == 'Z' || text.AsSpan(time).ContainsAny('+', '-'));
}
