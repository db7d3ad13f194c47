namespace MailKit.Security;

/// <summary>The server does not take the user name and password.</summary>
public class AuthenticationException(string message, Exception innerException) : Exception(message, innerException);
