namespace MailKit.Net.Smtp;

/// <summary>What the server refused.</summary>
public enum SmtpErrorCode
{
    MessageNotAccepted,
    SenderNotAccepted,
    RecipientNotAccepted,
    UnexpectedStatusCode,
}
