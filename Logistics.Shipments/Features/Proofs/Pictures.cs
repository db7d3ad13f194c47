using System.Buffers.Binary;

namespace Logistics.Shipments.Features.Proofs;

/// <summary>
/// Tells pictures by their content, and writes them anew with only what is needed to show them: where, when, with what and by whom a photo
/// was taken (EXIF, XMP, texts, thumbnails, what hangs behind its end) goes, but for which way is up. Nothing is decoded.
/// </summary>
internal static class Pictures
{
    public const string Png = "image/png";
    public const string Jpeg = "image/jpeg";
    public const string Webp = "image/webp";

    private static readonly byte[] PngSignature = [0x89, .. "PNG\r\n\x1a\n"u8];

    /// <summary>
    /// The picture's media type and its bare content; <see langword="null"/> for what is no whole picture of these kinds.
    /// </summary>
    public static (string MediaType, byte[] Content)? Clean(ReadOnlySpan<byte> picture) =>
        picture.StartsWith(PngSignature) ? Bare(Png, CleanPng(picture))
        : picture.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? Bare(Jpeg, CleanJpeg(picture))
        : picture.Length > 12 && picture.StartsWith("RIFF"u8) && picture[8..].StartsWith("WEBP"u8) ? Bare(Webp, CleanWebp(picture))
        : null;

    private static (string MediaType, byte[] Content)? Bare(string mediaType, byte[]? content) =>
        content is null ? null : (mediaType, content);

    /// <summary>Chunks: length, name, data, check sum. An animation becomes its first frame.</summary>
    private static byte[]? CleanPng(ReadOnlySpan<byte> picture)
    {
        const uint HeaderLength = 13;
        var bare = new List<byte>(picture.Length);
        bare.AddRange(PngSignature);
        var rest = picture[PngSignature.Length..];
        var (hasData, isTurned) = (false, false);
        while (rest.Length >= 12)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - 12)
            {
                return null;
            }

            var chunk = rest[..(int)(length + 12)];
            var name = rest[4..8];
            if (bare.Count == PngSignature.Length && !(name.SequenceEqual("IHDR"u8) && length == HeaderLength))
            {
                return null;
            }

            if (name.SequenceEqual("IHDR"u8)
                || name.SequenceEqual("PLTE"u8)
                || name.SequenceEqual("tRNS"u8)
                || name.SequenceEqual("IDAT"u8)
                || name.SequenceEqual("IEND"u8))
            {
                bare.AddRange(chunk);
            }
            else if (name.SequenceEqual("eXIf"u8) && !isTurned && Orientation.In(chunk[8..^4]) is { } orientation)
            {
                bare.AddRange(orientation.ToPng());
                isTurned = true;
            }

            hasData |= name.SequenceEqual("IDAT"u8);
            if (name.SequenceEqual("IEND"u8))
            {
                return hasData ? [.. bare] : null;
            }

            rest = rest[chunk.Length..];
        }

        return null;
    }

    /// <summary>
    /// Segments: FF, marker, length, data; behind each start of a scan its coded data, in which FF is followed by 00 or a restart marker.
    /// </summary>
    private static byte[]? CleanJpeg(ReadOnlySpan<byte> picture)
    {
        const byte StartOfScan = 0xDA, EndOfImage = 0xD9;
        var bare = new List<byte>(picture.Length);
        bare.AddRange(picture[..2]);
        var (at, hasFrame, hasScan, isTurned) = (2, false, false, false);
        while (at + 4 <= picture.Length || (at + 2 <= picture.Length && picture[at + 1] == EndOfImage))
        {
            var marker = picture[at + 1];
            if (picture[at] != 0xFF)
            {
                return null;
            }

            if (marker == 0xFF)
            {
                at++; // padding
                continue;
            }

            if (marker == EndOfImage)
            {
                bare.AddRange([0xFF, EndOfImage]);
                return hasFrame && hasScan ? [.. bare] : null;
            }

            var end = at + 2 + BinaryPrimitives.ReadUInt16BigEndian(picture[(at + 2)..]);
            if (end > picture.Length || end < at + 4)
            {
                return null;
            }

            hasFrame |= marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC); // those are tables
            if (marker == StartOfScan)
            {
                hasScan = true;
                while (end + 1 < picture.Length && !(picture[end] == 0xFF && picture[end + 1] is not (0x00 or (>= 0xD0 and <= 0xD7))))
                {
                    end++;
                }
            }

            // Of the application's segments only Adobe's, which says how colours are coded, and of EXIF's which way is up; of the others no
            // comments.
            if (marker is not ((>= 0xE0 and <= 0xED) or 0xEF or 0xFE))
            {
                bare.AddRange(picture[at..end]);
            }
            else if (marker == 0xE1 && !isTurned && Orientation.In(picture[(at + 4)..end]) is { } orientation)
            {
                bare.AddRange(orientation.ToJpeg());
                isTurned = true;
            }

            at = end;
        }

        return null;
    }

    /// <summary>RIFF: name, length, data, padded to an even length. Without animations.</summary>
    private static byte[]? CleanWebp(ReadOnlySpan<byte> picture)
    {
        const byte Alpha = 0x10, Exif = 0x08;
        var bare = new List<byte>(picture.Length);
        bare.AddRange(picture[..12]);
        var (at, flagsAt, hasData) = (12, 0, false);
        var whole = Math.Min(picture.Length, 8 + (long)BinaryPrimitives.ReadUInt32LittleEndian(picture[4..]));
        while (at + 8 <= whole)
        {
            long length = BinaryPrimitives.ReadUInt32LittleEndian(picture[(at + 4)..]);
            var padded = length + (length & 1);
            if (length == 0 || padded > whole - at - 8)
            {
                return null;
            }

            var name = picture.Slice(at, 4);
            var isData = name.SequenceEqual("VP8 "u8) || name.SequenceEqual("VP8L"u8);
            if (isData || name.SequenceEqual("ALPH"u8) || name.SequenceEqual("VP8X"u8))
            {
                bare.AddRange(picture.Slice(at, 8 + (int)padded));
            }

            if (name.SequenceEqual("VP8X"u8))
            {
                flagsAt = bare.Count - (int)padded;
                bare[flagsAt] &= Alpha; // it tells what else there is: nothing any more
            }
            else if (name.SequenceEqual("EXIF"u8) && flagsAt > 0 && (bare[flagsAt] & Exif) == 0
                && Orientation.In(picture.Slice(at + 8, (int)length)) is { } orientation)
            {
                bare[flagsAt] |= Exif;
                bare.AddRange(orientation.ToWebp());
            }

            hasData |= isData;
            at += 8 + (int)padded;
        }

        if (!hasData)
        {
            return null;
        }

        byte[] content = [.. bare];
        BinaryPrimitives.WriteUInt32LittleEndian(content.AsSpan(4), (uint)content.Length - 8);
        return content;
    }
}
