using MimeKit;

namespace MailKit.Net.Smtp;

/// <summary>The server refused a command; its status says whether for now (4xx) or for good (5xx).</summary>
public class SmtpCommandException : CommandException
{
    public SmtpCommandException(SmtpErrorCode code, SmtpStatusCode status, string message)
        : base(message)
    {
        ErrorCode = code;
        StatusCode = status;
    }

    public SmtpCommandException(SmtpErrorCode code, SmtpStatusCode status, MailboxAddress mailbox, string message)
        : this(code, status, message) => Mailbox = mailbox;

    public SmtpErrorCode ErrorCode { get; }

    /// <summary>The sender or recipient that was refused, where it was one.</summary>
    public MailboxAddress? Mailbox { get; }

    public SmtpStatusCode StatusCode { get; }
}
