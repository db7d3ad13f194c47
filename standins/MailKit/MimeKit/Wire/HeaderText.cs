using System.Text;

namespace MimeKit.Wire;

/// <summary>Unstructured header text: as it is where it is ASCII, else as encoded words (RFC 2047).</summary>
internal static class HeaderText
{
    /// <summary>64 characters an encoded word: with <c>Reply-To: </c> before it, the line is within RFC 2047's 76.</summary>
    private const int BytesPerWord = 39;

    /// <summary>No word may be so long that its line passes 998 characters.</summary>
    private const int LongestPlainWord = 900;

    public static string OneLine(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = char.IsControl(source[i]) ? ' ' : source[i];
        }
    }).Trim();

    /// <summary>The words between which the text may be folded.</summary>
    public static IEnumerable<string> Tokens(string text)
    {
        var line = OneLine(text);
        return NeedsEncoding(line) ? EncodedWords(line) : line.Split(' ');
    }

    public static bool NeedsEncoding(string text) =>
        !Ascii.IsValid(text) || text.Contains("=?", StringComparison.Ordinal) || text.Split(' ')
            .Any(word => word.Length > LongestPlainWord);

    /// <summary>Cut between characters, never within one; readers drop the space between two encoded words.</summary>
    public static IEnumerable<string> EncodedWords(string text)
    {
        var word = new byte[BytesPerWord];
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (length + rune.Utf8SequenceLength > BytesPerWord)
            {
                yield return EncodedWord(word.AsSpan(0, length));
                length = 0;
            }

            length += rune.EncodeToUtf8(word.AsSpan(length));
        }

        yield return EncodedWord(word.AsSpan(0, length));
    }

    private static string EncodedWord(ReadOnlySpan<byte> bytes) => $"=?utf-8?B?{Convert.ToBase64String(bytes)}?=";
}
