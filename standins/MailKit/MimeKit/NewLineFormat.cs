namespace MimeKit;

/// <summary>How lines end.</summary>
public enum NewLineFormat : byte
{
    /// <summary>LF.</summary>
    Unix,

    /// <summary>CRLF, as on the wire.</summary>
    Dos,
}
