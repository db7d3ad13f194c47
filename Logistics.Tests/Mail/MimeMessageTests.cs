using System.Text;
using MimeKit;
using Xunit;

namespace Logistics.Tests.Mail;

public sealed class MimeMessageTests
{
    private const string LongText =
        "A line that is much longer than the seventy-eight characters that a line of a mail should have, and then some more of it.";

    public static TheoryData<string, string, string, string> Contents => new()
    {
        { "Amina", "Your package", "Plain and short.", "<p>Plain</p>" },
        { "أمينة بن علي", "📦 Your package has been picked up", "طردك في الطريق 🚚\r\nThanks", "<p>طردك في الطريق 🚚</p>" },
        { "Benali, \"Amina\" (Algiers) \\ Co.", "=?utf-8?B?not encoded?=", LongText, $"<p>{LongText}</p>" },
        { "Zoë", "é" + new string('x', 300) + "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", ".\r\n..\r\n.dots\r\nend ", "<p>a = b</p>\r\n"
            + new string('ü', 500) },
        {
            "A name of many words that together are longer than any line of a mail should ever be, folded",
            string.Join(' ', Enumerable.Repeat("word", 60)),
            "--=_boundary\r\n\r\nContent-Type: x",
            "tab\t\r\nspace \r\nend"
        },
        { "", "", "", "" },
    };

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task A_message_reads_the_same_elsewhere(string name, string subject, string text, string html)
    {
        using var message = Message(name, subject, text, html);
        var raw = await RawAsync(message);

        var foreign = await ForeignMail.ParseAsync(raw, TestContext.Current.CancellationToken);

        Assert.Empty(foreign.Defects);
        Assert.Equal([[name, "amina@example.com"], ["", "two@xn--mnchen-3ya.example"]], foreign.To);
        Assert.Equal(["Logistics", "no-reply@logistics.example"], Assert.Single(foreign.From));
        Assert.Equal(subject, foreign.Headers["Subject"]);
        Assert.Equal("Sat, 21 Nov 2026 10:00:00 +0100", foreign.Headers["Date"]);
        Assert.Equal("<event-1.recipient@logistics.example>", foreign.Headers["Message-Id"]);
        Assert.Equal("auto-generated", foreign.Headers["Auto-Submitted"]);
        Assert.Equal(["multipart/alternative", "text/plain", "text/html"], foreign.Types);
        Assert.Equal(Canonical(text), Canonical(foreign.Text));
        Assert.Equal(Canonical(html), Canonical(foreign.Html));
    }

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task A_message_reads_the_same_here(string name, string subject, string text, string html)
    {
        using var message = Message(name, subject, text, html);

        using var stream = new MemoryStream(await RawAsync(message));
        using var read = await MimeMessage.LoadAsync(stream, TestContext.Current.CancellationToken);

        Assert.Equal(subject, read.Subject);
        Assert.Equal(["amina@example.com", "two@xn--mnchen-3ya.example"], read.To.Mailboxes.Select(to => to.Address));
        Assert.Equal(name, read.To.Mailboxes.First().Name);
        Assert.Equal("event-1.recipient@logistics.example", read.MessageId);
        Assert.Equal(message.Date, read.Date);
        Assert.Equal(Canonical(text), Canonical(read.TextBody));
        Assert.Equal(Canonical(html), Canonical(read.HtmlBody));
    }

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task Lines_are_short_ASCII_and_end_in_CRLF(string name, string subject, string text, string html)
    {
        using var message = Message(name, subject, text, html);
        var raw = Encoding.Latin1.GetString(await RawAsync(message));

        Assert.True(Ascii.IsValid(raw));
        Assert.DoesNotContain('\n', raw.Replace("\r\n", string.Empty, StringComparison.Ordinal));
        Assert.All(raw.Split("\r\n"), line => Assert.True(line.Length <= 998, line));
        var breakable = raw.Split("\r\n")
            .Where(line => line.Contains(' ', StringComparison.Ordinal) || line.Contains("=?", StringComparison.Ordinal));
        Assert.All(breakable, line => Assert.True(line.Length <= 78, line));
    }

    [Theory]
    [InlineData("Hello\r\nBcc: victim@example.com")]
    [InlineData("Hello\nBcc: victim@example.com")]
    [InlineData("Hello\rBcc: victim@example.com")]
    [InlineData("Hello\r\n\r\nA body of one's own")]
    [InlineData("Hello é\r\nBcc: victim@example.com")]
    public async Task Nothing_in_a_header_starts_another(string hostile)
    {
        using var message = Message(hostile, hostile, "text", "<p>html</p>");
        message.Headers.Add("X-Reference", hostile);

        var foreign = await ForeignMail.ParseAsync(await RawAsync(message), TestContext.Current.CancellationToken);

        Assert.DoesNotContain("Bcc", foreign.Headers.Keys);
        Assert.Equal(2, foreign.To.Length);
        Assert.Equal("text", foreign.Text?.Trim());
        Assert.Equal(9, foreign.Headers.Count);
    }

    [Theory]
    [InlineData("a@b\r\nRCPT TO:<victim@example.com>")]
    [InlineData("a@b> <victim@example.com")]
    [InlineData("a@b, victim@example.com")]
    [InlineData("@example.com")]
    [InlineData("a@")]
    public void An_address_that_is_none_is_refused(string hostile) =>
        Assert.Throws<ParseException>(() => new MailboxAddress("Name", hostile));

    private static MimeMessage Message(string name, string subject, string text, string html)
    {
        var message = new MimeMessage
        {
            Subject = subject,
            Date = new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.FromHours(1)),
            MessageId = "event-1.recipient@logistics.example",
            Body = new BodyBuilder { TextBody = text, HtmlBody = html }.ToMessageBody(),
        };
        message.From.Add(new MailboxAddress("Logistics", "no-reply@logistics.example"));
        message.To.Add(new MailboxAddress(name, "amina@example.com"));
        message.To.Add(new MailboxAddress(null, "two@münchen.example"));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    private static async Task<byte[]> RawAsync(MimeMessage message)
    {
        message.Prepare(EncodingConstraint.SevenBit);
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        using var stream = new MemoryStream();
        await message.WriteToAsync(format, stream, TestContext.Current.CancellationToken);
        return stream.ToArray();
    }

    private static string Canonical(string? text) => (text ?? string.Empty).ReplaceLineEndings("\n").TrimEnd('\n');
}
