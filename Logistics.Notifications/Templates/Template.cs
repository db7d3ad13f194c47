namespace Logistics.Notifications.Templates;

/// <summary>A wording for one key and language, ready to be filled; compiled when first needed, which takes milliseconds.</summary>
internal sealed class Template(string key, string locale, VariableSchema schema, string title, string body)
{
    private readonly Lazy<Fill> _title = new(() => TemplateEngine.Compile(title, TextKind.Plain, locale));
    private readonly Lazy<Fill> _body = new(() => TemplateEngine.Compile(body, TextKind.Plain, locale));

    public string Key { get; } = key;

    /// <summary>The language that it is in.</summary>
    public string Locale { get; } = locale;

    public VariableSchema Schema { get; } = schema;

    /// <param name="variables">As <see cref="VariableSchema.ToText"/> has them.</param>
    public RenderedText Render(IReadOnlyDictionary<string, string> variables)
    {
        var model = Schema.ToModel(variables, Locale);
        return new RenderedText(_title.Value(model).Trim(), RenderedText.Tidy(_body.Value(model)));
    }
}

/// <summary>A template that was filled. The paragraphs of the body are separated by empty lines; one of which nothing was left is left out.</summary>
internal sealed record RenderedText(string Title, string Body)
{
    public static string Tidy(string body) => string.Join("\n\n", Paragraphs(body));

    public static string[] Paragraphs(string body) => body.Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
