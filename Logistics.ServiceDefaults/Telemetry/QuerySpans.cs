using System.Diagnostics;
using System.Text.RegularExpressions;
using OpenTelemetry;

namespace Logistics.ServiceDefaults.Telemetry;

/// <summary>
/// Names the spans of database queries by what they do, such as <c>INSERT shipments</c>: Npgsql calls each of them "postgresql". What a
/// service asks its database on its own account, every few seconds for ever, would bury the traces, and is left out: it is in the metrics.
/// </summary>
internal sealed partial class QuerySpans : BaseProcessor<Activity>
{
    /// <inheritdoc/>
    public override void OnEnd(Activity data)
    {
        if (data.Source.Name != "Npgsql")
        {
            return;
        }

        if (data.ParentSpanId == default)
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded; // the exporter, after this, passes it over
        }
        else if (data.GetTagItem("db.query.text") is string query)
        {
            data.DisplayName = NameOf(query);
        }
    }

    /// <summary>The first thing written, or else read, and the table; the first word of a statement that concerns no table.</summary>
    internal static string NameOf(string query)
    {
        var deed = Write().Match(query) is { Success: true } write ? write : Read().Match(query);
        return deed.Success
            ? $"{deed.Groups["deed"].Value.ToUpperInvariant()} {deed.Groups["table"].Value}"
            : FirstWord().Match(query).Value.ToUpperInvariant();
    }

    [GeneratedRegex(
        """\b(?:(?<deed>INSERT)\s+INTO|(?<!\bFOR\s+(?:NO\s+KEY\s+)?)(?<deed>UPDATE)|(?<deed>DELETE)\s+FROM)\s+(?<table>[\w."]+)""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 100)]
    private static partial Regex Write();

    [GeneratedRegex(
        """\b(?<deed>SELECT)\b.*?\sFROM\s+(?<table>[\w."]+)""",
        RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 100)]
    private static partial Regex Read();

    [GeneratedRegex(@"\w+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex FirstWord();
}
