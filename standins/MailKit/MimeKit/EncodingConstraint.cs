namespace MimeKit;

/// <summary>What the channel that a message goes through can carry.</summary>
public enum EncodingConstraint
{
    /// <summary>Anything.</summary>
    None,

    /// <summary>Bytes in lines.</summary>
    EightBit,

    /// <summary>ASCII in lines.</summary>
    SevenBit,
}
