using System.Globalization;
using System.Text;

namespace MimeKit.Wire;

/// <summary>Text bodies on the wire: 7bit, quoted-printable or base64, whichever is right and shortest.</summary>
internal static class BodyText
{
    private const int LongestLine = 76;

    public static (string Encoding, string Body) Encode(string text)
    {
        var canonical = text.ReplaceLineEndings("\r\n");
        if (Ascii.IsValid(canonical) && canonical.Split("\r\n")
            .All(line => line.Length <= WireWriter.PreferredLineLength) && !canonical.AsSpan().ContainsAny('\0', '\x7f'))
        {
            return ("7bit", canonical);
        }

        var bytes = Encoding.UTF8.GetBytes(canonical);
        var special = bytes.Count(b => b is >= 127 or (byte)'=');
        return special * 6 > bytes.Length
            ? ("base64", ToBase64Lines(bytes))
            : ("quoted-printable", ToQuotedPrintable(bytes));
    }

    public static byte[] Decode(string encoding, string body) => encoding.Trim().ToUpperInvariant() switch
    {
        "BASE64" => Convert.FromBase64String(body),
        "QUOTED-PRINTABLE" => FromQuotedPrintable(body, isHeader: false),
        _ => Encoding.Latin1.GetBytes(body),
    };

    /// <param name="encoded">The encoded text.</param>
    /// <param name="isHeader">In headers (RFC 2047's Q) an underscore is a space.</param>
    public static byte[] FromQuotedPrintable(string encoded, bool isHeader)
    {
        using var decoded = new MemoryStream(encoded.Length);
        for (var i = 0; i < encoded.Length; i++)
        {
            if (encoded[i] == '=' && i + 2 < encoded.Length && encoded[i + 1] == '\r' && encoded[i + 2] == '\n')
            {
                i += 2;
            }
            else if (encoded[i] == '='
                && i + 2 < encoded.Length
                && byte.TryParse(encoded.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                decoded.WriteByte(value);
                i += 2;
            }
            else
            {
                decoded.WriteByte(isHeader && encoded[i] == '_' ? (byte)' ' : (byte)encoded[i]);
            }
        }

        return decoded.ToArray();
    }

    private static string ToBase64Lines(byte[] bytes) => Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks);

    private static string ToQuotedPrintable(byte[] bytes)
    {
        var body = new StringBuilder(bytes.Length + (bytes.Length / 8));
        var column = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '\r' && i + 1 < bytes.Length && bytes[i + 1] == '\n')
            {
                body.Append("\r\n");
                column = 0;
                i++;
                continue;
            }

            var isLineEnd = i + 1 == bytes.Length || bytes[i + 1] == '\r';
            var isLiteral = bytes[i] is >= 33 and <= 126 and not (byte)'=' || (bytes[i] is (byte)' ' or (byte)'\t' && !isLineEnd);
            var width = isLiteral ? 1 : 3;
            if (column + width > LongestLine - 1)
            {
                body.Append("=\r\n");
                column = 0;
            }

            if (isLiteral)
            {
                body.Append((char)bytes[i]);
            }
            else
            {
                body.Append('=').Append(bytes[i].ToString("X2", CultureInfo.InvariantCulture));
            }

            column += width;
        }

        return body.ToString();
    }
}
