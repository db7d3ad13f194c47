namespace MimeKit;

/// <summary>The text is not what it should be: no address, no message.</summary>
public class ParseException : FormatException
{
    public ParseException(string message, int tokenIndex, int errorIndex)
        : base(message)
    {
        TokenIndex = tokenIndex;
        ErrorIndex = errorIndex;
    }

    public int TokenIndex { get; }

    public int ErrorIndex { get; }
}
