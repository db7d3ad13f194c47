using System.Text;

namespace Logistics.Bench.Report;

/// <summary>Columns as wide as they must be: for people in a terminal, and for a page.</summary>
internal static class MarkdownTable
{
    public static string Write(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        IReadOnlyList<string>[] all = [header, .. rows];
        var widths = header.Select((_, column) => all.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var (index, row) in all.Index())
        {
            text.Append("| ").AppendJoin(" | ", row.Select(Pad)).AppendLine(" |");
            if (index == 0)
            {
                text.Append('|').AppendJoin('|', widths.Select(Rule)).AppendLine("|");
            }
        }

        return text.ToString();

        // Names to the left, figures to the right.
        string Pad(string cell, int column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]);

        string Rule(int width, int column) => column == 0 ? new string('-', width + 2) : new string('-', width + 1) + ':';
    }
}
