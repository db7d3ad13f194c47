namespace Logistics.Notifications.Templates;

/// <summary>A wording for one key and language, ready to be filled; compiled when first needed, which takes milliseconds.</summary>
internal sealed class Template
{
    private readonly Lazy<(string Name, TextKind Kind, Fill Fill)[]> _parts;

    /// <summary>One for all channels.</summary>
    public Template(string key, string locale, VariableSchema schema, string title, string body)
        : this(
            key, locale, schema, [new(TemplateParts.Title, TextKind.Plain, 0), new(TemplateParts.Body, TextKind.Plain, 0)], [title, body])
    {
    }

    public Template(TemplateVersion version)
        : this(
            version.Key,
            version.Locale,
            new VariableSchema(version.Variables),
            [.. version.Parts.Keys.Select(name => TemplateParts.Find(version.Channel, name)!)], // not null: a version has no others
            [.. version.Parts.Values])
    {
        Version = version.Version;
    }

    private Template(string key, string locale, VariableSchema schema, TemplatePart[] parts, string[] sources)
    {
        (Key, Locale, Schema) = (key, locale, schema);
        _parts = new(
            () => [.. parts.Zip(sources, (part, source) => (part.Name, part.Kind, TemplateEngine.Compile(source, part.Kind, locale)))]);
    }

    public string Key { get; }

    /// <summary>The language that it is in.</summary>
    public string Locale { get; }

    public VariableSchema Schema { get; }

    /// <summary>0: it comes with the product.</summary>
    public int Version { get; }

    /// <param name="variables">As <see cref="VariableSchema.ToText"/> has them.</param>
    public RenderedText Render(IReadOnlyDictionary<string, string> variables)
    {
        var model = Schema.ToModel(variables, Locale);
        var (title, body) = ("", "");
        Dictionary<string, string>? others = null;
        foreach (var (name, kind, fill) in _parts.Value)
        {
            var text = fill(model).Trim();
            switch (name)
            {
                case TemplateParts.Title or TemplateParts.Subject:
                    title = text;
                    break;
                case TemplateParts.Body or TemplateParts.Text:
                    body = RenderedText.Tidy(text);
                    break;
                case var _ when text.Length > 0 && (kind != TextKind.Link || VariableValue.IsUrl(text)):
                    (others ??= new(StringComparer.Ordinal))[name] = text;
                    break;
            }
        }

        return new RenderedText(title, body, others);
    }
}

/// <summary>
/// A template that was filled. The paragraphs of the body are separated by empty lines; one of which nothing was left is left out.
/// </summary>
/// <param name="Parts">What there is besides, by the names in <see cref="TemplateParts"/>.</param>
internal sealed record RenderedText(string Title, string Body, Dictionary<string, string>? Parts)
{
    public static string Tidy(string body) => string.Join("\n\n", Paragraphs(body));

    public static string[] Paragraphs(string body) =>
        body.Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
