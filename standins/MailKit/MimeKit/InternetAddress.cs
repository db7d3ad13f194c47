namespace MimeKit;

/// <summary>Someone whom mail can be from or for.</summary>
public abstract class InternetAddress
{
    private protected InternetAddress(string? name) => Name = name;

    /// <summary>The name to show.</summary>
    public string? Name { get; set; }
}
