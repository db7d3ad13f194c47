using System.Globalization;
using System.Text;

namespace Logistics.Shipments.Features.PrintLabel.Pdf;

/// <summary>A page of A6, drawn on in millimetres from its upper left corner.</summary>
internal sealed class PdfPage
{
    private const double PointsPerMm = 72 / 25.4;

    public const double WidthMm = 105;
    public const double HeightMm = 148;
    public const double Width = WidthMm * PointsPerMm;
    public const double Height = HeightMm * PointsPerMm;

    private static readonly TrueTypeFont Font = TrueTypeFont.BuiltIn;

    private readonly StringBuilder _content = new();

    /// <summary>The operators that draw it.</summary>
    public string Content => _content.ToString();

    /// <summary>The glyphs that it uses, each with the character that it stands for.</summary>
    public SortedDictionary<int, char> Glyphs { get; } = [];

    /// <summary>How wide a text is, in millimetres.</summary>
    public static double Measure(string text, double points) =>
        JoinedScript.Join(text).Sum(character => Font.Width(Font.Glyph(character))) * points / 1000 / PointsPerMm;

    public void Rectangle(double x, double y, double width, double height) => _content.Append(
        CultureInfo.InvariantCulture,
        $"{x * PointsPerMm:0.###} {Height - ((y + height) * PointsPerMm):0.###}"
        + $" {width * PointsPerMm:0.###} {height * PointsPerMm:0.###} re f\n");

    /// <param name="text">As it is written; here it gets its joined forms and its order on paper.</param>
    /// <param name="baseline">From the top.</param>
    public void Text(double x, double baseline, double points, string text, bool bold = false)
    {
        var glyphs = new StringBuilder();
        foreach (var character in VisualOrder.Arrange(JoinedScript.Join(text)))
        {
            var glyph = Font.Glyph(character);
            Glyphs.TryAdd(glyph, character);
            glyphs.Append(CultureInfo.InvariantCulture, $"{glyph:X4}");
        }

        // Bold is filled and outlined: one font file for both.
        _content.Append(
            CultureInfo.InvariantCulture,
            $"BT /F {points:0.##} Tf {(bold ? 2 : 0)} Tr {points / 40:0.##} w"
            + $" {x * PointsPerMm:0.###} {Height - (baseline * PointsPerMm):0.###} Td <{glyphs}> Tj ET\n");
    }
}
