using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Logistics.Shipments.Features.PrintLabel.Pdf;

/// <summary>Pages as a PDF 1.7 file (ISO 32000-1): numbered objects, and a table that says where each begins.</summary>
internal sealed class PdfFile
{
    private const int Catalogue = 1;
    private const int PageTree = 2;
    private const int Font = 3;

    private static readonly byte[] FontFile = Deflate(TrueTypeFont.BuiltIn.File);

    private readonly ArrayBufferWriter<byte> _file = new();
    private readonly SortedDictionary<int, int> _objects = [];

    public static byte[] Write(IReadOnlyList<PdfPage> pages) => new PdfFile().WriteAll(pages);

    private byte[] WriteAll(IReadOnlyList<PdfPage> pages)
    {
        Append("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n"); // bytes above 127: a file that is not text
        var firstPage = WriteFont(pages);
        Object(Catalogue, $"<< /Type /Catalog /Pages {PageTree} 0 R >>");
        Object(
            PageTree,
            $"<< /Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', pages.Select((_, i) => $"{firstPage + (2 * i)} 0 R"))}] >>");
        for (var i = 0; i < pages.Count; i++)
        {
            var number = firstPage + (2 * i);
            var size = string.Create(CultureInfo.InvariantCulture, $"{PdfPage.Width:0.##} {PdfPage.Height:0.##}");
            Object(
                number,
                $"<< /Type /Page /Parent {PageTree} 0 R /MediaBox [0 0 {size}]"
                + $" /Resources << /Font << /F {Font} 0 R >> >> /Contents {number + 1} 0 R >>");
            Stream(number + 1, "", Encoding.ASCII.GetBytes(pages[i].Content));
        }

        var table = _file.WrittenCount;
        Append($"xref\n0 {_objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var position in _objects.Values)
        {
            Append(string.Create(CultureInfo.InvariantCulture, $"{position:D10} 00000 n \n"));
        }

        Append($"trailer\n<< /Size {_objects.Count + 1} /Root {Catalogue} 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return _file.WrittenSpan.ToArray();
    }

    /// <summary>The font whole, with glyph numbers for codes, and what character each is for those who copy or search.</summary>
    /// <returns>The number of the next object.</returns>
    private int WriteFont(IReadOnlyList<PdfPage> pages)
    {
        var glyphs = pages.SelectMany(page => page.Glyphs).DistinctBy(glyph => glyph.Key).OrderBy(glyph => glyph.Key).ToList();
        var widths = string.Join(' ', glyphs.Select(glyph => $"{glyph.Key} [{TrueTypeFont.BuiltIn.Width(glyph.Key)}]"));
        Object(
            Font,
            "<< /Type /Font /Subtype /Type0 /BaseFont /DejaVuSans /Encoding /Identity-H"
            + $" /DescendantFonts [{Font + 1} 0 R] /ToUnicode {Font + 4} 0 R >>");
        Object(
            Font + 1,
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /DejaVuSans"
            + " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
            + $" /FontDescriptor {Font + 2} 0 R /CIDToGIDMap /Identity /DW 600 /W [{widths}] >>");
        Object(
            Font + 2,
            "<< /Type /FontDescriptor /FontName /DejaVuSans /Flags 4 /FontBBox [-1021 -463 1793 1232]"
            + $" /ItalicAngle 0 /Ascent 928 /Descent -236 /CapHeight 729 /StemV 80 /FontFile2 {Font + 3} 0 R >>");
        Stream(Font + 3, $"/Filter /FlateDecode /Length1 {TrueTypeFont.BuiltIn.File.Length} ", FontFile);
        var characters = string.Concat(glyphs.Chunk(100).Select(chunk =>
            $"{chunk.Length} beginbfchar\n"
            + $"{string.Concat(chunk.Select(glyph => $"<{glyph.Key:X4}> <{(int)glyph.Value:X4}>\n"))}endbfchar\n"));
        Stream(Font + 4, "", Encoding.ASCII.GetBytes($"""
            /CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Label def /CMapType 2 def
            1 begincodespacerange <0000> <FFFF> endcodespacerange
            {characters}endcmap CMapName currentdict /CMap defineresource pop end end
            """));
        return Font + 5;
    }

    private static byte[] Deflate(ReadOnlySpan<byte> data)
    {
        var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.SmallestSize))
        {
            zlib.Write(data);
        }

        return compressed.ToArray();
    }

    private void Object(int number, string content)
    {
        _objects[number] = _file.WrittenCount;
        Append($"{number} 0 obj\n{content}\nendobj\n");
    }

    private void Stream(int number, string entries, byte[] content)
    {
        _objects[number] = _file.WrittenCount;
        Append($"{number} 0 obj\n<< {entries}/Length {content.Length} >>\nstream\n");
        _file.Write(content);
        Append("\nendstream\nendobj\n");
    }

    private void Append(string text) => _file.Write(Encoding.Latin1.GetBytes(text));
}
