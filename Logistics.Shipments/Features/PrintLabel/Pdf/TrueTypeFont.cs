using System.Buffers.Binary;

namespace Logistics.Shipments.Features.PrintLabel.Pdf;

/// <summary>What a PDF needs to know of a TrueType font: which glyph draws a character, and how wide it is.</summary>
internal sealed class TrueTypeFont
{
    private readonly byte[] _file;
    private readonly int _unitsPerEm;
    private readonly int _metrics;
    private readonly int _metricCount;
    private readonly int _characterMap;

    /// <param name="file">With a character map for Unicode's first plane (format 4).</param>
    public TrueTypeFont(byte[] file)
    {
        _file = file;
        _unitsPerEm = UInt16(Table("head") + 18);
        _metricCount = UInt16(Table("hhea") + 34);
        _metrics = Table("hmtx");
        var maps = Table("cmap");
        _characterMap = maps
            + Enumerable.Range(0, UInt16(maps + 2)).Select(i => Int32(maps + 4 + (i * 8) + 4)).First(offset => UInt16(maps + offset) == 4);
    }

    public static TrueTypeFont BuiltIn { get; } = new(ReadBuiltIn());

    public ReadOnlySpan<byte> File => _file;

    /// <summary>The glyph of a character; 0, an empty box, for one that the font lacks.</summary>
    public int Glyph(char character)
    {
        var segments = UInt16(_characterMap + 6); // times two
        var ends = _characterMap + 14;
        var starts = ends + segments + 2;
        for (var i = 0; i < segments; i += 2)
        {
            if (character <= UInt16(ends + i))
            {
                var start = UInt16(starts + i);
                var delta = UInt16(starts + segments + i);
                var offsetAt = starts + (2 * segments) + i;
                var offset = UInt16(offsetAt);
                return character < start ? 0
                    : offset == 0 ? (character + delta) & 0xFFFF
                    : UInt16(offsetAt + offset + (2 * (character - start))) is > 0 and var glyph ? (glyph + delta) & 0xFFFF
                    : 0;
            }
        }

        return 0;
    }

    /// <summary>In thousandths of the font's size.</summary>
    public int Width(int glyph) => UInt16(_metrics + (4 * Math.Min(glyph, _metricCount - 1))) * 1000 / _unitsPerEm;

    private static byte[] ReadBuiltIn()
    {
        using var stream = typeof(TrueTypeFont).Assembly.GetManifestResourceStream("Font/DejaVuSans.ttf")
            ?? throw new InvalidOperationException("The label's font is not built in.");
        var file = new byte[stream.Length];
        stream.ReadExactly(file);
        return file;
    }

    private int Table(string name)
    {
        for (var i = 0; i < UInt16(4); i++)
        {
            var entry = 12 + (16 * i);
            if (_file.AsSpan(entry, 4).SequenceEqual(System.Text.Encoding.ASCII.GetBytes(name)))
            {
                return Int32(entry + 8);
            }
        }

        throw new InvalidOperationException($"The font has no table '{name}'.");
    }

    private int UInt16(int at) => BinaryPrimitives.ReadUInt16BigEndian(_file.AsSpan(at));

    private int Int32(int at) => BinaryPrimitives.ReadInt32BigEndian(_file.AsSpan(at));
}
