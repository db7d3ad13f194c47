using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Logistics.ServiceDefaults.Results;

namespace Logistics.Gateway.Http;

/// <summary>A point in time of a query: a time with its offset, or a date, whose beginning in UTC is meant.</summary>
internal static class QueryTime
{
    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>Null when it is absent.</summary>
    public static Result<Timestamp?> Read(string name, string? text)
    {
        if (text is null)
        {
            return (Timestamp?)null;
        }

        var hasOffset = text.Length == 10 || text.EndsWith('Z') || text.AsSpan(Math.Min(10, text.Length)).ContainsAny('+', '-');
        return hasOffset
            && DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToTimestamp()
            : EdgeErrors.Invalid(name, "Must be a date, such as 2026-04-06, or a time with its offset, such as 2026-04-06T12:00:00Z.");
    }
}
