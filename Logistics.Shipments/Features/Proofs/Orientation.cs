using System.Buffers.Binary;

namespace Logistics.Shipments.Features.Proofs;

/// <summary>Which way is up in a JPEG, as EXIF says it (tag 0x0112): 2 to 8, turned or mirrored.</summary>
internal readonly record struct Orientation(byte Value)
{
    private const ushort Tag = 0x0112;
    private const int EntryLength = 12;

    private static ReadOnlySpan<byte> Mark => "Exif\0\0"u8;

    /// <summary>What an APP1 segment says of it, behind its length; <see langword="null"/> where that is nothing, or upright.</summary>
    public static Orientation? In(ReadOnlySpan<byte> segment)
    {
        if (!segment.StartsWith(Mark) || segment.Length < Mark.Length + 8)
        {
            return null;
        }

        var tiff = segment[Mark.Length..];
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

        ushort Number(ReadOnlySpan<byte> bytes) => isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
    }

    /// <summary>A whole APP1 segment that says this and nothing else.</summary>
    public byte[] ToSegment() =>
        [0xFF, 0xE1, 0, 34, .. Mark, .. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, Tag >> 8, Tag & 0xFF, 0, 3, 0, 0, 0, 1, 0, Value, 0, 0, 0, 0, 0, 0];
}
