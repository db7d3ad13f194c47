namespace MailKit.Security;

/// <summary>TLS did not come about: a certificate that is not trusted, or no common protocol.</summary>
public class SslHandshakeException(string message, Exception innerException) : Exception(message, innerException);
