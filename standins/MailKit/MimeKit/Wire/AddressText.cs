using System.Buffers;
using System.Globalization;

namespace MimeKit.Wire;

/// <summary>Addresses in header fields and SMTP commands.</summary>
internal static class AddressText
{
    private const int LongestAddress = 320;

    private static readonly SearchValues<char> Specials = SearchValues.Create("()<>[]:;@\\,.\"");

    /// <summary><c>local@domain</c> without quoting, comments or spaces: what can be put between angle brackets as it is.</summary>
    public static bool IsAddress(string address)
    {
        var at = address.LastIndexOf('@');
        return at > 0 && at < address.Length - 1 && address.Length <= LongestAddress
            && !address.Any(
                c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '<' or '>' or '(' or ')' or ',' or ';' or ':' or '"' or '\\')
            && address.IndexOf('@', StringComparison.Ordinal) == at;
    }

    /// <summary>A name as a phrase: bare where it is atoms, else quoted.</summary>
    public static string Phrase(string name)
    {
        var line = HeaderText.OneLine(name);
        return line.AsSpan().ContainsAny(Specials)
            ? $"\"{line.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
            : line;
    }

    /// <summary>The words of one address in a list, the comma on the last one.</summary>
    public static IEnumerable<string> Tokens(MailboxAddress mailbox, bool isLast)
    {
        var comma = isLast ? string.Empty : ",";
        var name = HeaderText.OneLine(mailbox.Name ?? string.Empty);
        var address = mailbox.GetAddress(idnEncode: true);
        if (name.Length == 0)
        {
            return [address + comma];
        }

        var phrase = HeaderText.NeedsEncoding(name) ? HeaderText.EncodedWords(name) : Phrase(name).Split(' ');
        return phrase.Append($"<{address}>{comma}");
    }

    public static string ToAscii(string domain)
    {
        if (System.Text.Ascii.IsValid(domain))
        {
            return domain;
        }

        try
        {
            return new IdnMapping().GetAscii(domain);
        }
        catch (ArgumentException)
        {
            // No IDN domain: leave it to the server to refuse it.
            return domain;
        }
    }
}
