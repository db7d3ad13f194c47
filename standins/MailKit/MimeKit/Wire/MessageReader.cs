using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace MimeKit.Wire;

/// <summary>Reads messages back: fields, encoded words, nested multiparts, text parts.</summary>
internal static partial class MessageReader
{
    private static readonly string[] Structured =
        ["From", "To", "Reply-To", "Subject", "Date", "Message-Id", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"];

    public static MimeMessage Read(byte[] bytes)
    {
        var (fields, body) = Split(Encoding.Latin1.GetString(bytes));
        var message = new MimeMessage { Subject = DecodeWords(Value(fields, "Subject")), Body = ReadEntity(fields, body) };
        message.From.AddRange(Mailboxes(Value(fields, "From")));
        message.To.AddRange(Mailboxes(Value(fields, "To")));
        message.ReplyTo.AddRange(Mailboxes(Value(fields, "Reply-To")));
        if (DateTimeOffset.TryParse(Value(fields, "Date"), CultureInfo.InvariantCulture, out var date))
        {
            message.Date = date;
        }

        if (Value(fields, "Message-Id") is { Length: > 0 } id)
        {
            message.MessageId = id;
        }

        foreach (var (field, value) in fields.Where(field => !Structured.Contains(field.Field, StringComparer.OrdinalIgnoreCase)))
        {
            message.Headers.Add(field, DecodeWords(value));
        }

        return message;
    }

    private static MimeEntity ReadEntity(List<(string Field, string Value)> fields, string body)
    {
        var type = Value(fields, "Content-Type") is { Length: > 0 } given ? given : "text/plain";
        if (!type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
        {
            var subtype = type.Split(';')[0].Split('/').Last().Trim();
            return new TextPart(subtype)
            {
                Text = Encoding.UTF8.GetString(BodyText.Decode(Value(fields, "Content-Transfer-Encoding"), body)),
            };
        }

        var boundary = "\r\n--" + Boundary().Match(type).Groups[1].Value;
        var parts = ("\r\n" + body).Split(boundary)[1..];
        return new MultipartAlternative([.. parts.TakeWhile(part => !part.StartsWith("--", StringComparison.Ordinal)).Select(ReadPart)]);
    }

    private static MimeEntity ReadPart(string part)
    {
        var (fields, body) = Split(part.StartsWith("\r\n", StringComparison.Ordinal) ? part[2..] : part);
        return ReadEntity(fields, body);
    }

    private static (List<(string Field, string Value)> Fields, string Body) Split(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var head = end < 0 ? text : text[..end];
        var fields = new List<(string, string)>();
        foreach (var line in Fold().Replace(head, " ").Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1)
            {
                throw new ParseException("Failed to parse message headers.", 0, 0);
            }

            fields.Add((line[..colon], line[(colon + 1)..].Trim()));
        }

        return (fields, end < 0 ? string.Empty : text[(end + 4)..]);
    }

    private static string Value(List<(string Field, string Value)> fields, string name) =>
        fields.Find(field => field.Field.Equals(name, StringComparison.OrdinalIgnoreCase)).Value ?? string.Empty;

    private static IEnumerable<MailboxAddress> Mailboxes(string list)
    {
        foreach (Match match in Mailbox().Matches(list))
        {
            var name = DecodeWords(match.Groups["name"].Value.Trim());
            yield return new MailboxAddress(
                name.StartsWith('"') ? Escape().Replace(name[1..^1], "$1") : name, match.Groups["address"].Value);
        }
    }

    private static string DecodeWords(string value) => EncodedWords().Replace(value, run =>
    {
        var words = EncodedWord().Matches(run.Value);
        return Encoding.UTF8.GetString([.. words.SelectMany(word => word.Groups[1].Value is "B" or "b"
            ? Convert.FromBase64String(word.Groups[2].Value)
            : BodyText.FromQuotedPrintable(word.Groups[2].Value, isHeader: true))]);
    });

    [GeneratedRegex("""boundary="?([^";]+)"?""", RegexOptions.IgnoreCase)]
    private static partial Regex Boundary();

    [GeneratedRegex("""\r\n[ \t]+""")]
    private static partial Regex Fold();

    [GeneratedRegex("""(?:(?<name>"(?:\\.|[^"\\])*"\s*|[^<>,"]*)<(?<address>[^<>\s]+)>)|(?<address>[^<>\s,"]+@[^<>\s,"]+)""")]
    private static partial Regex Mailbox();

    [GeneratedRegex("""\\(.)""")]
    private static partial Regex Escape();

    [GeneratedRegex("""=\?[^?\s]+\?[BbQq]\?[^?\s]*\?=(?:\s+=\?[^?\s]+\?[BbQq]\?[^?\s]*\?=)*""")]
    private static partial Regex EncodedWords();

    [GeneratedRegex("""=\?[^?\s]+\?([BbQq])\?([^?\s]*)\?=""")]
    private static partial Regex EncodedWord();
}
