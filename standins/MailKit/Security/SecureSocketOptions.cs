namespace MailKit.Security;

/// <summary>Whether and when the connection is encrypted.</summary>
public enum SecureSocketOptions
{
    /// <summary>Never.</summary>
    None,

    /// <summary>By the port: from the start on 465, else as <see cref="StartTlsWhenAvailable"/>.</summary>
    Auto,

    /// <summary>From the start.</summary>
    SslOnConnect,

    /// <summary>By STARTTLS, or not at all.</summary>
    StartTls,

    /// <summary>By STARTTLS where the server offers it.</summary>
    StartTlsWhenAvailable,
}
