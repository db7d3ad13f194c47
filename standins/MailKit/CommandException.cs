namespace MailKit;

/// <summary>A server refused a command; the connection can go on.</summary>
public abstract class CommandException(string message) : Exception(message);
