namespace MailKit.Net.Smtp;

/// <summary>The server went away, or said what is no SMTP.</summary>
public class SmtpProtocolException(string message) : ProtocolException(message);
