using System.Buffers.Binary;

namespace Logistics.Shipments.Features.Proofs;

/// <summary>Which way is up in a picture, as EXIF says it (tag 0x0112): 2 to 8, turned or mirrored.</summary>
internal readonly record struct Orientation(byte Value)
{
    private const ushort Tag = 0x0112;
    private const int EntryLength = 12;

    private static ReadOnlySpan<byte> Mark => "Exif\0\0"u8;

    /// <summary>
    /// What EXIF says of it, with the mark before it that JPEG has, or without; <see langword="null"/> where that is nothing, or upright,
    /// or this is no EXIF.
    /// </summary>
    public static Orientation? In(ReadOnlySpan<byte> exif)
    {
        var tiff = exif.StartsWith(Mark) ? exif[Mark.Length..] : exif;
        if (tiff.Length < 8 || !(tiff.StartsWith("II"u8) || tiff.StartsWith("MM"u8)))
        {
            return null;
        }

        var isLittle = tiff.StartsWith("II"u8);
        var at = (isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..])) + 2L;
        for (; at + EntryLength <= tiff.Length; at += EntryLength)
        {
            var entry = tiff[(int)at..];
            if (Number(entry) == Tag)
            {
                return Number(entry[8..]) is >= 2 and <= 8 and var value ? new Orientation((byte)value) : null;
            }
        }

        return null;

        ushort Number(ReadOnlySpan<byte> bytes) => isLittle
            ? BinaryPrimitives.ReadUInt16LittleEndian(bytes)
            : BinaryPrimitives.ReadUInt16BigEndian(bytes);
    }

    /// <summary>A whole segment of a JPEG (APP1) that says this and nothing else.</summary>
    public byte[] ToJpeg() => [0xFF, 0xE1, 0, 34, .. Mark, .. ToExif()];

    /// <summary>A whole chunk of a PNG: length, name, data, check sum.</summary>
    public byte[] ToPng()
    {
        byte[] chunk = [0, 0, 0, 26, .. "eXIf"u8, .. ToExif(), 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(^4..), Crc(chunk.AsSpan(4..^4)));
        return chunk;
    }

    /// <summary>A whole chunk of a WebP.</summary>
    public byte[] ToWebp() => [.. "EXIF"u8, 26, 0, 0, 0, .. ToExif()];

    private byte[] ToExif() => [.. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, Tag >> 8, Tag & 0xFF, 0, 3, 0, 0, 0, 1, 0, Value, 0, 0, 0, 0, 0, 0];

    /// <summary>CRC-32 as PNG has it.</summary>
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }
}
