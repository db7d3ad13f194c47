using System.Globalization;
using System.Security.Cryptography;
using MimeKit.Wire;

namespace MimeKit;

/// <summary>A mail (RFC 5322) with a MIME body.</summary>
public class MimeMessage : IDisposable
{
    private string? _messageId = $"{Convert.ToHexString(RandomNumberGenerator.GetBytes(16))}@localhost";

    public HeaderList Headers { get; } = new();

    public InternetAddressList From { get; } = [];

    public InternetAddressList ReplyTo { get; } = [];

    public InternetAddressList To { get; } = [];

    public string? Subject { get; set; }

    public DateTimeOffset Date { get; set; } = TimeProvider.System.GetLocalNow();

    /// <summary>Without the angle brackets.</summary>
    public string? MessageId
    {
        get => _messageId;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            var id = value.Trim().TrimStart('<').TrimEnd('>');
            _messageId = AddressText.IsAddress(id) ? id : throw new ArgumentException("Invalid Message-Id format.", nameof(value));
        }
    }

    public MimeEntity? Body { get; set; }

    /// <summary>The first plain text in the body.</summary>
    public string? TextBody => FirstText("plain");

    /// <summary>The first HTML in the body.</summary>
    public string? HtmlBody => FirstText("html");

    public static async Task<MimeMessage> LoadAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        using var buffer = new MemoryStream();
        await stream.CopyToAsync(buffer, cancellationToken).ConfigureAwait(false);
        return MessageReader.Read(buffer.ToArray());
    }

    /// <summary>Makes the content fit for a channel. Here it always is: what is written is ASCII, in short lines.</summary>
    public virtual void Prepare(EncodingConstraint constraint, int maxLineLength = 78)
    {
    }

    /// <exception cref="NotSupportedException">Other line ends than those of mail are asked for.</exception>
    public Task WriteToAsync(FormatOptions options, Stream stream, CancellationToken cancellationToken = default) =>
        options.NewLineFormat == NewLineFormat.Dos
            ? stream.WriteAsync(ToBytes(), cancellationToken).AsTask()
            : throw new NotSupportedException("The stand-in for MimeKit writes lines that end in CRLF only.");

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    internal ReadOnlyMemory<byte> ToBytes()
    {
        var writer = new WireWriter();
        writer.WriteFolded("From", From.Tokens());
        writer.WriteLine(
            $"Date: {Date.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture)}"
            + $"{Date.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", null, StringComparison.Ordinal)}");
        writer.WriteFolded("Subject", HeaderText.Tokens(Subject ?? string.Empty));
        writer.WriteLine($"Message-Id: <{MessageId}>");
        if (ReplyTo.Count > 0)
        {
            writer.WriteFolded("Reply-To", ReplyTo.Tokens());
        }

        writer.WriteFolded("To", To.Tokens());
        foreach (var header in Headers)
        {
            writer.WriteFolded(header.Field, HeaderText.Tokens(header.Value));
        }

        writer.WriteLine("MIME-Version: 1.0");
        (Body ?? new TextPart("plain")).WriteTo(writer);
        return writer.ToMemory();
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    private string? FirstText(string subtype) =>
        Body?.TextParts().FirstOrDefault(part => part.Subtype.Equals(subtype, StringComparison.OrdinalIgnoreCase))?.Text;
}
