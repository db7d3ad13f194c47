namespace MimeKit;

/// <summary>How a message is written.</summary>
public class FormatOptions
{
    /// <summary>As the platform writes text.</summary>
    public static readonly FormatOptions Default = new();

    /// <summary>The platform's by default.</summary>
    public NewLineFormat NewLineFormat { get; set; } = Environment.NewLine == "\n" ? NewLineFormat.Unix : NewLineFormat.Dos;

    public FormatOptions Clone() => new() { NewLineFormat = NewLineFormat };
}
