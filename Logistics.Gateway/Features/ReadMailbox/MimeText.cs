using System.Text;
using System.Text.RegularExpressions;

namespace Logistics.Gateway.Features.ReadMailbox;

/// <summary>The texts of a mail: as much of MIME as our own mails use (multipart, base64, quoted-printable, UTF-8).</summary>
/// <param name="Plain">The first text/plain part.</param>
/// <param name="Html">The first text/html part.</param>
internal sealed partial record MimeText(string? Plain, string? Html)
{
    private const int MaxDepth = 5;

    public static MimeText Read(ReadOnlySpan<byte> message) => ReadPart(Encoding.Latin1.GetString(message).ReplaceLineEndings("\n"), MaxDepth);

    private static MimeText ReadPart(string part, int depth)
    {
        var end = part.IndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || depth == 0)
        {
            return new MimeText(null, null);
        }

        var headers = FoldedLine().Replace(part[..end], " ");
        var body = part[(end + 2)..];
        var type = Header(headers, "Content-Type") ?? "text/plain";
        if (Boundary().Match(type) is { Success: true } boundary)
        {
            return ReadParts(body, boundary.Groups["value"].Value, depth);
        }

        var text = Decode(body, Header(headers, "Content-Transfer-Encoding"));
        return type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) ? new MimeText(null, text)
            : type.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase) ? new MimeText(text, null)
            : new MimeText(null, null);
    }

    private static MimeText ReadParts(string body, string boundary, int depth)
    {
        var found = new MimeText(null, null);
        // What stands before the first boundary is for readers without MIME; what begins with "--" ends the parts.
        foreach (var part in ("\n" + body).Split("\n--" + boundary).Skip(1).TakeWhile(part => !part.StartsWith("--", StringComparison.Ordinal)))
        {
            var texts = ReadPart(part[(part.IndexOf('\n') + 1)..], depth - 1);
            found = new MimeText(found.Plain ?? texts.Plain, found.Html ?? texts.Html);
        }

        return found;
    }

    private static string? Header(string headers, string name) => headers.Split('\n')
        .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 1)..].Trim())
        .FirstOrDefault();

    private static string Decode(string body, string? encoding) => encoding?.ToUpperInvariant() switch
    {
        "BASE64" => Encoding.UTF8.GetString(Convert.FromBase64String(body)),
        "QUOTED-PRINTABLE" => Utf8(EscapedByte().Replace(SoftBreak().Replace(body, ""), escape => ((char)Convert.ToByte(escape.Value[1..], 16)).ToString())),
        _ => Utf8(body),
    };

    /// <summary>The message was read as Latin-1, so that each character is one byte.</summary>
    private static string Utf8(string bytes) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(bytes));

    [GeneratedRegex(@"\n[ \t]+")]
    private static partial Regex FoldedLine();

    [GeneratedRegex("boundary=\"?(?<value>[^\";]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Boundary();

    [GeneratedRegex(@"=[ \t]*\n")]
    private static partial Regex SoftBreak();

    [GeneratedRegex("=[0-9A-Fa-f]{2}")]
    private static partial Regex EscapedByte();
}
