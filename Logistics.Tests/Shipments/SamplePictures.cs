using System.Buffers.Binary;
using System.Text;

namespace Logistics.Tests.Shipments;

/// <summary>Small pictures with everything in them that should not get out.</summary>
internal static class SamplePictures
{
    public const string Secret = "GPS 36.75 N 3.06 E, Amina's phone";

    public static byte[] Png { get; } =
    [
        0x89, .. "PNG\r\n\x1a\n"u8,
        .. Chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]),
        .. Chunk("tEXt", Text), .. Chunk("eXIf", Text), .. Chunk("iTXt", Text), .. Chunk("tIME", Text),
        .. Chunk("IDAT", [0x78, 0x9C, 0x63, 0, 0, 0, 2, 0, 1]),
        .. Chunk("IEND", []),
        .. Text,
    ];

    public static byte[] Jpeg { get; } =
    [
        0xFF, 0xD8,
        .. Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
        .. Segment(0xE1, [.. "Exif\0\0"u8, .. Text]),
        .. Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Text]),
        .. Segment(0xFE, Text),
        .. Segment(0xED, Text),
        .. Segment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 1]),
        .. Segment(0xDB, new byte[65]), 0xFF,
        .. Segment(0xC0, new byte[9]),
        .. Segment(0xDA, [1, 1, 0, 0, 63, 0]), 1, 2, 0xFF, 0x00, 3, 0xFF, 0xD0, 4,
        .. Segment(0xC4, new byte[17]),
        .. Segment(0xDA, [1, 1, 0, 0, 63, 0]), 5, 6, 0xFF, 0xD9,
        .. Text,
    ];

    public static byte[] Webp { get; } = WebpWith(Text);

    /// <summary>The picture in JPEG as a camera held sideways writes it: its name, then which way is up.</summary>
    public static byte[] Turned(bool isLittle, byte orientation) =>
        [.. Jpeg.AsSpan(0, 2), .. Segment(0xE1, [.. "Exif\0\0"u8, .. Exif(isLittle, orientation)]), .. Jpeg.AsSpan(2)];

    public static byte[] TurnedPng(byte orientation) =>
        [.. Png.AsSpan(0, 33), .. Chunk("eXIf", Exif(isLittle: false, orientation)), .. Png.AsSpan(33)];

    public static byte[] TurnedWebp(byte orientation) => WebpWith(Exif(isLittle: true, orientation));

    private static byte[] Exif(bool isLittle, byte orientation)
    {
        byte[] tiff = isLittle
            ? [
                .. "II"u8, 42, 0, 8, 0, 0, 0, 2, 0,
                .. (byte[])[0x0F, 0x01, 2, 0, 4, 0, 0, 0, (byte)'c', (byte)'a', (byte)'m', 0],
                .. (byte[])[0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0],
                0, 0, 0, 0,
            ]
            : [
                .. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 2,
                .. (byte[])[0x01, 0x0F, 0, 2, 0, 0, 0, 4, (byte)'c', (byte)'a', (byte)'m', 0],
                .. (byte[])[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0],
                0, 0, 0, 0,
            ];
        return [.. tiff, .. Text];
    }

    private static byte[] Text => Encoding.UTF8.GetBytes(Secret);

    private static byte[] Chunk(string name, byte[] data) =>
        [.. BigEndian(data.Length), .. Encoding.ASCII.GetBytes(name), .. data, 0, 0, 0, 0];

    private static byte[] Segment(byte marker, byte[] data) => [0xFF, marker, .. BigEndian(data.Length + 2)[2..], .. data];

    private static byte[] WebpChunk(string name, byte[] data) =>
        [.. Encoding.ASCII.GetBytes(name), .. LittleEndian(data.Length), .. data, .. new byte[data.Length % 2]];

    private static byte[] WebpWith(byte[] exif) => Riff(
        [
            .. WebpChunk("VP8X", [0x1C, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
            .. WebpChunk("VP8L", [0x2F, 0, 0, 0, 0]),
            .. WebpChunk("EXIF", exif),
            .. WebpChunk("XMP ", Text),
        ]);

    private static byte[] Riff(byte[] chunks) => [.. "RIFF"u8, .. LittleEndian(chunks.Length + 4), .. "WEBP"u8, .. chunks, .. Text];

    private static byte[] BigEndian(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] LittleEndian(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}
