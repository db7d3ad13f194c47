using MimeKit.Wire;

namespace MimeKit;

/// <summary>A message's body, or a part of it.</summary>
public abstract class MimeEntity
{
    private protected MimeEntity()
    {
    }

    /// <summary>Writes the Content-* fields, the empty line and the content, all lines ended by CRLF.</summary>
    internal abstract void WriteTo(WireWriter writer);

    /// <summary>The text parts in it, in order.</summary>
    internal abstract IEnumerable<TextPart> TextParts();
}
