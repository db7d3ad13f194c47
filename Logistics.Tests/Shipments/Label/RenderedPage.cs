using System.Globalization;
using System.Text;

namespace Logistics.Tests.Shipments.Label;

/// <summary>
/// A page of a label's PDF as a printer of 203 dots per inch puts it on paper, as far as the codes go: filled rectangles become dark dots.
/// </summary>
internal sealed class RenderedPage
{
    private const double DotsPerPoint = 203.0 / 72;

    private readonly bool[,] _dots;

    private RenderedPage(double width, double height) =>
        _dots = new bool[(int)(height * DotsPerPoint) + 1, (int)(width * DotsPerPoint) + 1];

    public int Width => _dots.GetLength(1);

    public int Height => _dots.GetLength(0);

    public bool this[int x, int y] => _dots[y, x];

    public static IReadOnlyList<RenderedPage> Of(byte[] pdf)
    {
        var file = Encoding.Latin1.GetString(pdf);
        return [.. file.Split("/Type /Page /").Skip(1).Select(page => Render(
            Numbers(Between(page, "/MediaBox [", "]")), Between(
                page[page.IndexOf(" 0 obj", StringComparison.Ordinal)..], "stream\n", "\nendstream")))];
    }

    private static RenderedPage Render(double[] box, string content)
    {
        var page = new RenderedPage(box[2], box[3]);
        foreach (var line in content.Split('\n').Where(line => line.EndsWith(" re f", StringComparison.Ordinal)))
        {
            page.Fill(Numbers(line[..^5]), box[3]);
        }

        return page;
    }

    /// <summary>A dot is dark when its middle is.</summary>
    private void Fill(double[] rectangle, double pageHeight)
    {
        var (left, top) = (rectangle[0] * DotsPerPoint, (pageHeight - rectangle[1] - rectangle[3]) * DotsPerPoint);
        var (right, bottom) = (left + (rectangle[2] * DotsPerPoint), top + (rectangle[3] * DotsPerPoint));
        for (var y = (int)Math.Ceiling(top - 0.5); y + 0.5 < bottom; y++)
        {
            for (var x = (int)Math.Ceiling(left - 0.5); x + 0.5 < right; x++)
            {
                _dots[y, x] = true;
            }
        }
    }

    private static string Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }

    private static double[] Numbers(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
}
