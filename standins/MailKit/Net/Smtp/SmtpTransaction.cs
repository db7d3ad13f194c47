using System.Text;
using MimeKit;

namespace MailKit.Net.Smtp;

/// <summary>One mail's way to the server: MAIL, RCPT, DATA; the first two in one packet where the server allows it.</summary>
internal sealed class SmtpTransaction(SmtpConnection connection, SmtpCapabilities capabilities)
{
    /// <exception cref="SmtpCommandException">The sender or a recipient is refused.</exception>
    public async Task EnvelopeAsync(MailboxAddress sender, IReadOnlyList<MailboxAddress> recipients, CancellationToken cancellationToken)
    {
        var isInternational = recipients.Append(sender).Any(mailbox => !Ascii.IsValid(mailbox.LocalPart));
        if (isInternational && !capabilities.HasFlag(SmtpCapabilities.Utf8))
        {
            throw new NotSupportedException("The SMTP server does not support the SMTPUTF8 extension, which the address needs.");
        }

        var options = (capabilities.HasFlag(SmtpCapabilities.EightBitMime) ? " BODY=8BITMIME" : string.Empty)
            + (isInternational ? " SMTPUTF8" : string.Empty);
        string[] commands =
        [
            $"MAIL FROM:<{sender.GetAddress(idnEncode: true)}>{options}",
            .. recipients.Select(recipient => $"RCPT TO:<{recipient.GetAddress(idnEncode: true)}>"),
        ];

        var isPipelined = capabilities.HasFlag(SmtpCapabilities.Pipelining);
        if (isPipelined)
        {
            await connection
                .WriteAsync(Encoding.UTF8.GetBytes(string.Concat(commands.Select(command => command + "\r\n"))), cancellationToken)
                .ConfigureAwait(false);
        }

        // Pipelined replies are read to the last one before the first refusal is thrown, or they would answer the next command.
        SmtpCommandException? refusal = null;
        var needsAuthentication = false;
        for (var i = 0; i < commands.Length; i++)
        {
            var response = isPipelined
                ? await connection.ReadResponseAsync(cancellationToken).ConfigureAwait(false)
                : await connection.CommandAsync(commands[i], cancellationToken).ConfigureAwait(false);
            needsAuthentication |= response.StatusCode == SmtpStatusCode.AuthenticationRequired;
            if (response.StatusCode is not (SmtpStatusCode.Ok or SmtpStatusCode.UserNotLocalWillForward))
            {
                refusal ??= i == 0
                    ? new SmtpCommandException(SmtpErrorCode.SenderNotAccepted, response.StatusCode, sender, response.Response)
                    : new SmtpCommandException(
                        SmtpErrorCode.RecipientNotAccepted, response.StatusCode, recipients[i - 1], response.Response);
            }

            if (refusal is not null && !isPipelined)
            {
                break;
            }
        }

        if (refusal is not null)
        {
            throw needsAuthentication ? new ServiceNotAuthenticatedException(refusal.Message) : refusal;
        }
    }

    /// <returns>What the server said when it took the message.</returns>
    /// <exception cref="SmtpCommandException">The message is refused.</exception>
    public static async Task<string> DataAsync(SmtpConnection connection, MimeMessage message, CancellationToken cancellationToken)
    {
        var ready = await connection.CommandAsync("DATA", cancellationToken).ConfigureAwait(false);
        if (ready.StatusCode != SmtpStatusCode.StartMailInput)
        {
            throw new SmtpCommandException(SmtpErrorCode.UnexpectedStatusCode, ready.StatusCode, ready.Response);
        }

        await connection.WriteAsync(Stuff(message.ToBytes().Span), cancellationToken).ConfigureAwait(false);
        var response = await connection.ReadResponseAsync(cancellationToken).ConfigureAwait(false);
        return response.StatusCode == SmtpStatusCode.Ok
            ? response.Response
            : throw new SmtpCommandException(SmtpErrorCode.MessageNotAccepted, response.StatusCode, response.Response);
    }

    /// <summary>A dot at the start of a line is doubled (RFC 5321 section 4.5.2); a dot alone ends the message.</summary>
    private static ReadOnlyMemory<byte> Stuff(ReadOnlySpan<byte> message)
    {
        var stuffed = new List<byte>(message.Length + 16);
        for (var i = 0; i < message.Length; i++)
        {
            if (message[i] == '.' && (i == 0 || message[i - 1] == '\n'))
            {
                stuffed.Add((byte)'.');
            }

            stuffed.Add(message[i]);
        }

        if (!message.EndsWith("\r\n"u8))
        {
            stuffed.AddRange("\r\n"u8);
        }

        stuffed.AddRange(".\r\n"u8);
        return stuffed.ToArray();
    }
}
