namespace Aspire.Hosting.Dashboard;

/// <summary>The last traces and structured logs that the services exported; older ones make room.</summary>
internal sealed class TelemetryStore
{
    private const int MostTraces = 300;
    private const int MostSpans = 200;
    private const int MostLogs = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<SpanEntry>> _traces = [];
    private readonly Queue<string> _order = new();
    private readonly Queue<LogEntry> _logs = new();

    public void Add(IReadOnlyList<SpanEntry> spans)
    {
        lock (_lock)
        {
            foreach (var span in spans)
            {
                if (!_traces.TryGetValue(span.TraceId, out var trace))
                {
                    _traces[span.TraceId] = trace = [];
                    _order.Enqueue(span.TraceId);
                    if (_order.Count > MostTraces)
                    {
                        _traces.Remove(_order.Dequeue());
                    }
                }

                if (trace.Count < MostSpans)
                {
                    trace.Add(span);
                }
            }
        }
    }

    public void Add(IReadOnlyList<LogEntry> logs)
    {
        lock (_lock)
        {
            foreach (var log in logs)
            {
                _logs.Enqueue(log);
                if (_logs.Count > MostLogs)
                {
                    _logs.Dequeue();
                }
            }
        }
    }

    /// <summary>The newest first; health probes are left out, they would be all that one sees.</summary>
    public IReadOnlyList<TraceSummary> Traces()
    {
        lock (_lock)
        {
            return [.. _order.Reverse().Select(id => Summary(id, _traces[id]))
                .Where(trace => !trace.Name.Contains("/health", StringComparison.Ordinal))];
        }
    }

    public IReadOnlyList<SpanEntry> Trace(string id)
    {
        lock (_lock)
        {
            return _traces.TryGetValue(id, out var spans) ? [.. spans.OrderBy(span => span.Start)] : [];
        }
    }

    public IReadOnlyList<LogEntry> Logs()
    {
        lock (_lock)
        {
            return [.. _logs.Reverse()];
        }
    }

    private static TraceSummary Summary(string id, List<SpanEntry> spans)
    {
        var start = spans.Min(span => span.Start);
        var end = spans.Max(span => span.Start.AddMilliseconds(span.Milliseconds));
        var first = spans.MinBy(span => (span.ParentId.Length > 0, span.Start))!; // a trace has at least the span that made it
        return new(
            id,
            first.Name,
            start,
            (end - start).TotalMilliseconds,
            spans.Count,
            spans.Any(span => span.Failed),
            [.. spans.Select(span => span.Service).Distinct()]);
    }
}

internal sealed record TraceSummary(
    string TraceId, string Name, DateTime Start, double Milliseconds, int Spans, bool Failed, IReadOnlyList<string> Services);
