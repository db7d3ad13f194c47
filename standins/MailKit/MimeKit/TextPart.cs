using MimeKit.Wire;

namespace MimeKit;

/// <summary>Text of a subtype (<c>plain</c>, <c>html</c>), in UTF-8.</summary>
public class TextPart : MimeEntity
{
    public TextPart(string subtype) => Subtype = subtype;

    public string Text { get; set; } = string.Empty;

    internal string Subtype { get; }

    internal override void WriteTo(WireWriter writer)
    {
        var (encoding, body) = BodyText.Encode(Text);
        writer.WriteLine($"Content-Type: text/{Subtype}; charset=utf-8");
        writer.WriteLine($"Content-Transfer-Encoding: {encoding}");
        writer.WriteLine(string.Empty);
        writer.Write(body);
    }

    internal override IEnumerable<TextPart> TextParts() => [this];
}
