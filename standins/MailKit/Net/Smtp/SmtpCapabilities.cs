namespace MailKit.Net.Smtp;

/// <summary>What the server's answer to EHLO offers, as far as it matters here.</summary>
[Flags]
internal enum SmtpCapabilities
{
    None = 0,
    EightBitMime = 1,
    Pipelining = 2,
    StartTls = 4,
    Utf8 = 8,
}
