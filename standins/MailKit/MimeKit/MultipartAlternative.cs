using System.Security.Cryptography;
using MimeKit.Wire;

namespace MimeKit;

/// <summary>The same content in several forms, the plainest first.</summary>
public class MultipartAlternative : MimeEntity
{
    private readonly IReadOnlyList<MimeEntity> _parts;

    public MultipartAlternative(params MimeEntity[] args) => _parts = args;

    internal override void WriteTo(WireWriter writer)
    {
        // "=_" cannot occur in a quoted-printable or base64 body, and 128 random bits not in any other.
        var boundary = $"=_{Convert.ToHexString(RandomNumberGenerator.GetBytes(16))}";
        writer.WriteFolded("Content-Type", ["multipart/alternative;", $"boundary=\"{boundary}\""]);
        writer.WriteLine(string.Empty);
        foreach (var part in _parts)
        {
            writer.WriteLine($"--{boundary}");
            part.WriteTo(writer);
            writer.WriteLine(string.Empty);
        }

        writer.WriteLine($"--{boundary}--");
    }

    internal override IEnumerable<TextPart> TextParts() => _parts.SelectMany(part => part.TextParts());
}
