using Logistics.Shipments.Features.PrintLabel.Pdf;
using QRCoder;

namespace Logistics.Shipments.Features.PrintLabel;

/// <summary>Labels as a PDF of A6 pages. Codes are drawn, not pictures: sharp on any printer.</summary>
internal static class LabelPdf
{
    private const double Left = 6;
    private const double Right = PdfPage.WidthMm - 6;
    private const double SmallestPoints = 6;
    private const double MmPerPoint = 25.4 / 72;

    public static byte[] Write(IReadOnlyList<Label> labels) => PdfFile.Write([.. labels.Select(Page)]);

    private static PdfPage Page(Label label)
    {
        var page = new PdfPage();
        page.Text(Left, 13, 18, label.Service, bold: true);
        page.Text(Right - PdfPage.Measure(label.Count, 14), 13, 14, label.Count);
        Rule(page, 17);
        Block(page, 18, 35, 8, label.Sender);
        Rule(page, 41);
        Block(page, 43, 43, 13, label.Recipient, boldFirst: true);
        Rule(page, 86);
        Block(
            page, 88, 20, 11, [label.Weight, label.Date, .. label.Reference is null ? Array.Empty<string>() : [label.Reference]],
            width: 60);
        QrCode(page, Right - 27, 89, 27, label.TrackingNumber);
        Bars(page, 121, 17, label.TrackingNumber);
        page.Text((PdfPage.WidthMm - PdfPage.Measure(label.TrackingNumber, 12)) / 2, 143, 12, label.TrackingNumber);
        return page;
    }

    private static void Rule(PdfPage page, double y) => page.Rectangle(Left, y, Right - Left, 0.4);

    /// <summary>Lines in a space of this height, as large as the space lets them be. A line too long goes on below.</summary>
    private static void Block(
        PdfPage page, double top, double height, double points, IReadOnlyList<string> lines, bool boldFirst = false,
        double width = Right - Left)
    {
        var broken = Break(lines, points, width);
        while (points > SmallestPoints && LineHeight(points) * broken.Count > height)
        {
            points -= 0.5;
            broken = Break(lines, points, width);
        }

        var baseline = top;
        foreach (var line in broken.Take((int)(height / LineHeight(points))))
        {
            baseline += LineHeight(points);
            var x = VisualOrder.StartsRight(line) ? Left + width - PdfPage.Measure(line, points) : Left;
            page.Text(x, baseline, points, line, bold: boldFirst && line == broken[0]);
        }
    }

    private static double LineHeight(double points) => points * MmPerPoint * 1.2;

    private static List<string> Break(IReadOnlyList<string> lines, double points, double width) =>
        [.. lines.SelectMany(line => Break(line, points, width))];

    private static IEnumerable<string> Break(string line, double points, double width)
    {
        while (PdfPage.Measure(line, points) > width)
        {
            var fits = line.Length - 1;
            while (PdfPage.Measure(line[..fits], points) > width)
            {
                fits--;
            }

            var end = line.LastIndexOf(' ', fits) is > 0 and var space ? space : fits;
            yield return line[..end];
            line = line[end..].TrimStart();
        }

        yield return line;
    }

    private static void QrCode(PdfPage page, double x, double y, double size, string text)
    {
        // Level Q bears a quarter of the code being smudged, and a tracking number still fits the smallest code.
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.Q);
        var rows = code.ModuleMatrix; // with the light margin
        var module = size / rows.Count;
        for (var row = 0; row < rows.Count; row++)
        {
            Runs(page, [.. rows[row].Cast<bool>()], x, y + (row * module), module, module);
        }
    }

    private static void Bars(PdfPage page, double y, double height, string text)
    {
        var modules = Code128.Modules(text);
        var module = (PdfPage.WidthMm - 10) / (modules.Length + (2 * Code128.QuietModules));
        Runs(page, modules, 5 + (Code128.QuietModules * module), y, module, height);
    }

    /// <summary>Neighbouring dark modules are one rectangle: no hairlines between them.</summary>
    private static void Runs(PdfPage page, bool[] modules, double x, double y, double module, double height)
    {
        for (int start = 0, end; start < modules.Length; start = end)
        {
            end = start + 1;
            while (end < modules.Length && modules[end] == modules[start])
            {
                end++;
            }

            if (modules[start])
            {
                page.Rectangle(x + (start * module), y, (end - start) * module, height);
            }
        }
    }
}
