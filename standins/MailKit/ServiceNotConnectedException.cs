namespace MailKit;

/// <summary>There is no connection.</summary>
public class ServiceNotConnectedException(string message) : InvalidOperationException(message);
