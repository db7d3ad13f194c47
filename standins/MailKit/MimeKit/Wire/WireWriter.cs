using System.Buffers;
using System.Text;

namespace MimeKit.Wire;

/// <summary>Collects a message's bytes, line by line.</summary>
internal sealed class WireWriter
{
    /// <summary>RFC 5322 section 2.1.1: lines should be no longer than this, without CRLF.</summary>
    internal const int PreferredLineLength = 78;

    private readonly ArrayBufferWriter<byte> _buffer = new(1024);

    public void WriteLine(string line)
    {
        Encoding.UTF8.GetBytes(line, _buffer);
        _buffer.Write("\r\n"u8);
    }

    public void Write(string text) => Encoding.UTF8.GetBytes(text, _buffer);

    /// <summary>A field, broken before the token that would make its line too long.</summary>
    public void WriteFolded(string field, IEnumerable<string> tokens)
    {
        var line = new StringBuilder(field).Append(':');
        var isFirst = true;
        foreach (var token in tokens)
        {
            if (!isFirst && line.Length + 1 + token.Length > PreferredLineLength)
            {
                WriteLine(line.ToString());
                line.Clear();
            }

            line.Append(' ').Append(token);
            isFirst = false;
        }

        WriteLine(line.ToString());
    }

    public ReadOnlyMemory<byte> ToMemory() => _buffer.WrittenMemory;
}
