using MimeKit.Wire;

namespace MimeKit;

/// <summary>One field of a message's head: a name and a value in plain Unicode; the wire form is made when it is written.</summary>
public class Header
{
    public Header(string field, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(field);
        ArgumentNullException.ThrowIfNull(value);
        if (field.Any(c => c is <= ' ' or ':' or >= '\x7f'))
        {
            throw new ArgumentException("Illegal characters in header field name.", nameof(field));
        }

        Field = field;
        Value = HeaderText.OneLine(value);
    }

    public string Field { get; }

    /// <summary>Always one line: line ends and control characters have become spaces, so no value can start a field of its own.</summary>
    public string Value { get; }
}
