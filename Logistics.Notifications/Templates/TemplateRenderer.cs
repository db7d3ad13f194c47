using System.Text.RegularExpressions;

namespace Logistics.Notifications.Templates;

/// <summary>Fills templates. Values are text: a control character in one becomes a space, and braces in one mean nothing.</summary>
internal static partial class TemplateRenderer
{
    public static RenderedText Render(Template template, IReadOnlyDictionary<string, string> variables) => new(
        Fill(template.Title, variables),
        [.. template.Body.Split("\n\n").Select(paragraph => Fill(paragraph, variables)).Where(paragraph => paragraph.Length > 0)],
        template.Action);

    private static string Fill(string text, IReadOnlyDictionary<string, string> variables) =>
        Placeholder().Replace(text, match => OneLine(variables.GetValueOrDefault(match.Groups[1].Value, string.Empty))).Trim();

    private static string OneLine(string value) => ControlCharacters().Replace(value, " ");

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"[\p{Cc}\u2028\u2029]+")]
    private static partial Regex ControlCharacters();
}

/// <summary>A title, paragraphs and what the link says, in plain text.</summary>
internal sealed record RenderedText(string Title, IReadOnlyList<string> Paragraphs, string Action)
{
    public string Body => string.Join("\n\n", Paragraphs);
}
