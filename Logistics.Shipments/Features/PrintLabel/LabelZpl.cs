using System.Globalization;
using System.Text;

namespace Logistics.Shipments.Features.PrintLabel;

/// <summary>
/// Labels in ZPL II, for thermal printers of 203 dots per inch with a print width of 4 inches. The printer draws the codes. Latin text is
/// set in the font that every printer has; for other scripts the label asks for Swiss 721 (TT0003M_), which Zebra's printers hold since
/// Link-OS, and for the printer's own joining and direction.
/// </summary>
internal static class LabelZpl
{
    private const int Margin = 32;
    private const int Width = 812 - (2 * Margin);
    private const string Rule = "^GB748,3,3^FS\n";

    public static byte[] Write(IReadOnlyList<Label> labels)
    {
        var zpl = new StringBuilder();
        foreach (var label in labels)
        {
            Write(zpl, label);
        }

        return Encoding.UTF8.GetBytes(zpl.ToString());
    }

    private static void Write(StringBuilder zpl, Label label)
    {
        zpl.Append("^XA^CI28^PA0,1,1,1^PW812^LL1183^LH0,0\n"); // UTF-8; default glyph off; direction, joining, OpenType on
        Text(zpl, 32, 56, label.Service);
        Text(zpl, 40, 48, label.Count, align: 'R');
        zpl.Append(CultureInfo.InvariantCulture, $"^FO{Margin},104{Rule}");
        Block(zpl, 120, 26, label.Sender);
        zpl.Append(CultureInfo.InvariantCulture, $"^FO{Margin},320{Rule}");
        Block(zpl, 344, 42, label.Recipient);
        zpl.Append(CultureInfo.InvariantCulture, $"^FO{Margin},660{Rule}");
        Block(
            zpl, 690, 32, [label.Weight, label.Date, .. label.Reference is null ? Array.Empty<string>() : [label.Reference]], Width - 250);
        zpl.Append(CultureInfo.InvariantCulture, $"^FO{Margin + Width - 189},680^BQN,2,9^FDQA,{label.TrackingNumber}^FS\n");
        // 211 modules of 3 dots.
        zpl.Append(CultureInfo.InvariantCulture, $"^FO90,930^BY3^BCN,160,Y,N,N,N^FD>:{label.TrackingNumber}^FS\n^XZ\n");
    }

    private static void Block(StringBuilder zpl, int y, int size, IReadOnlyList<string> lines, int width = Width)
    {
        foreach (var line in lines)
        {
            Text(zpl, y, size, line, width);
            y += size + (size / 5);
        }
    }

    private static void Text(StringBuilder zpl, int y, int size, string text, int width = Width, char align = 'L')
    {
        // Half as wide as high, so narrower where the line would not fit, down to what can still be read.
        var across = Math.Clamp(2 * width / Math.Max(text.Length, 1), size / 2, size);
        var font = text.All(character => character < 0x180) ? "^A0N" : "^A@N";
        var file = font == "^A@N" ? ",E:TT0003M_.FNT" : "";
        zpl.Append(
            CultureInfo.InvariantCulture, $"^FO{Margin},{y}{font},{size},{across}{file}^FB{width},1,0,{align}^FH_^FD{Escape(text)}^FS\n");
    }

    /// <summary>What begins a command, and what begins an escape, is written by its number.</summary>
    private static string Escape(string text) =>
        text.Replace("_", "_5F", StringComparison.Ordinal).Replace("^", "_5E", StringComparison.Ordinal)
            .Replace("~", "_7E", StringComparison.Ordinal);
}
