using System.Globalization;

namespace Aspire.Hosting.Dashboard;

internal sealed record SpanEntry(
    string TraceId,
    string SpanId,
    string ParentId,
    string Service,
    string Name,
    string Kind,
    DateTime Start,
    double Milliseconds,
    bool Failed,
    IReadOnlyDictionary<string, string> Attributes);

internal sealed record LogEntry(
    DateTime Time, string Service, string Severity, string Message, string TraceId, IReadOnlyDictionary<string, string> Attributes);

/// <summary>Reads OTLP export requests (opentelemetry-proto 1.x): the parts that the dashboard shows.</summary>
internal static class OtlpParser
{
    private const int MostAttributes = 24;
    private const int LongestValue = 512;

    private static readonly string[] Kinds = ["", "internal", "server", "client", "producer", "consumer"];

    public static List<SpanEntry> Spans(ReadOnlySpan<byte> request)
    {
        var spans = new List<SpanEntry>();
        ForEachRecord(request, (service, record) => spans.Add(Span(service, record)));
        return spans;
    }

    public static List<LogEntry> Logs(ReadOnlySpan<byte> request)
    {
        var logs = new List<LogEntry>();
        ForEachRecord(request, (service, record) => logs.Add(Log(service, record)));
        return logs;
    }

    // Traces and logs have the same frame: request { 1: resource group { 1: resource, 2: scope group { 2: record } } }.
    private static void ForEachRecord(ReadOnlySpan<byte> request, RecordAction use)
    {
        var groups = new ProtoReader(request);
        while (groups.Next())
        {
            var service = "";
            var group = new ProtoReader(groups.Bytes);
            while (group.Next())
            {
                if (group.Field == 1)
                {
                    service = Attributes(group.Bytes, 1).GetValueOrDefault("service.name", "");
                }
                else if (group.Field == 2)
                {
                    var scope = new ProtoReader(group.Bytes);
                    while (scope.Next())
                    {
                        if (scope.Field == 2)
                        {
                            use(service, scope.Bytes);
                        }
                    }
                }
            }
        }
    }

    private static SpanEntry Span(string service, ReadOnlySpan<byte> message)
    {
        string traceId = "", spanId = "", parentId = "", name = "";
        ulong kind = 0, start = 0, end = 0;
        var failed = false;
        var span = new ProtoReader(message);
        while (span.Next())
        {
            switch (span.Field)
            {
                case 1: traceId = span.Hex; break;
                case 2: spanId = span.Hex; break;
                case 4: parentId = span.Hex; break;
                case 5: name = span.Text; break;
                case 6: kind = span.Number; break;
                case 7: start = span.Number; break;
                case 8: end = span.Number; break;
                case 15: failed = IsError(span.Bytes); break;
                default: break;
            }
        }

        return new(
            traceId,
            spanId,
            parentId,
            service,
            name,
            Kinds[Math.Min(kind, 5)],
            Time(start),
            (end - (double)start) / 1e6,
            failed,
            Attributes(message, 9));
    }

    private static LogEntry Log(string service, ReadOnlySpan<byte> message)
    {
        string severity = "", body = "", traceId = "";
        ulong time = 0, observed = 0;
        var record = new ProtoReader(message);
        while (record.Next())
        {
            switch (record.Field)
            {
                case 1: time = record.Number; break;
                case 3: severity = record.Text; break;
                case 5: body = Value(record.Bytes); break;
                case 9: traceId = record.Hex; break;
                case 11: observed = record.Number; break;
                default: break;
            }
        }

        return new(Time(time == 0 ? observed : time), service, severity, body, traceId, Attributes(message, 6));
    }

    private static Dictionary<string, string> Attributes(ReadOnlySpan<byte> message, int field)
    {
        var attributes = new Dictionary<string, string>();
        var reader = new ProtoReader(message);
        while (reader.Next() && attributes.Count < MostAttributes)
        {
            if (reader.Field != field)
            {
                continue;
            }

            string key = "", value = "";
            var pair = new ProtoReader(reader.Bytes);
            while (pair.Next())
            {
                key = pair.Field == 1 ? pair.Text : key;
                value = pair.Field == 2 ? Value(pair.Bytes) : value;
            }

            attributes[key] = value;
        }

        return attributes;
    }

    private static string Value(ReadOnlySpan<byte> any)
    {
        var value = new ProtoReader(any);
        if (!value.Next())
        {
            return "";
        }

        var text = value.Field switch
        {
            1 => value.Text,
            2 => value.Number == 1 ? "true" : "false",
            3 => ((long)value.Number).ToString(CultureInfo.InvariantCulture),
            4 => BitConverter.UInt64BitsToDouble(value.Number).ToString(CultureInfo.InvariantCulture),
            5 => $"[{string.Join(", ", Items(value.Bytes))}]",
            _ => "…",
        };
        return text.Length > LongestValue ? $"{text[..LongestValue]}…" : text;
    }

    private static List<string> Items(ReadOnlySpan<byte> array)
    {
        var items = new List<string>();
        var reader = new ProtoReader(array);
        while (reader.Next())
        {
            items.Add(Value(reader.Bytes));
        }

        return items;
    }

    private static bool IsError(ReadOnlySpan<byte> status)
    {
        var reader = new ProtoReader(status);
        while (reader.Next())
        {
            if (reader.Field == 3)
            {
                return reader.Number == 2;
            }
        }

        return false;
    }

    private static DateTime Time(ulong unixNanoseconds) => DateTime.UnixEpoch.AddTicks((long)(unixNanoseconds / 100));

    private delegate void RecordAction(string service, ReadOnlySpan<byte> record);
}
