namespace MailKit;

/// <summary>The server wants to know who asks, first.</summary>
public class ServiceNotAuthenticatedException(string message) : InvalidOperationException(message);
