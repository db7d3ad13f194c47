namespace MailKit;

/// <summary>A server broke the protocol or went away; the connection is gone.</summary>
public abstract class ProtocolException(string message) : Exception(message);
