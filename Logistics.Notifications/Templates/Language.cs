using System.Collections.Frozen;
using System.Text;

namespace Logistics.Notifications.Templates;

/// <summary>
/// What the product says in one language: the file <c>Wordings/{code}.md</c>, whose first lines in English tell how such a file is written.
/// </summary>
internal sealed class Language
{
    public const string Default = "en";

    private static readonly FrozenDictionary<string, Language> ByCode =
        new[] { Default, "fr", "ar" }.ToFrozenDictionary(code => code, code => new Language(code), StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> RightToLeft = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "ar", "fa", "he", "ur");

    private readonly FrozenDictionary<string, string> _words;

    private Language(string code)
    {
        Code = code;
        var sections = Read(code).Split("\n## ").Skip(1).Select(section => section.Split('\n', 2, StringSplitOptions.TrimEntries)).ToList();
        _words = sections.Where(section => section[0] == "words").SelectMany(section => section[1].Split('\n'))
            .Select(line => line.TrimStart('-').Split(':', 2, StringSplitOptions.TrimEntries))
            .ToFrozenDictionary(word => word[0], word => word[1], StringComparer.Ordinal);
        Wordings = sections.Where(section => section[0] != "words")
            .SelectMany(section => section[0].Split(", "), (section, key) => (key, Wording: Parse(section[1], this["button"])))
            .ToFrozenDictionary(pair => pair.key, pair => pair.Wording, StringComparer.Ordinal);
    }

    public static IEnumerable<Language> All => ByCode.Values;

    public string Code { get; }

    public FrozenDictionary<string, Wording> Wordings { get; }

    /// <summary>A word or sentence that is not a template's.</summary>
    public string this[string word] => _words[word];

    /// <summary>The language of a locale (BCP 47), where the product speaks it; else English.</summary>
    public static Language Of(string locale) => ByCode.GetValueOrDefault(Locales.LanguageOf(locale)) ?? ByCode[Default];

    public static bool IsRightToLeft(string locale) => RightToLeft.Contains(Locales.LanguageOf(locale));

    private static string Read(string code)
    {
        using var file = typeof(Language).Assembly
            .GetManifestResourceStream($"wordings/{code}.md")!; // not null: it is part of this assembly
        using var reader = new StreamReader(file, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>A title in bold, paragraphs, and it may be a button in brackets.</summary>
    private static Wording Parse(string section, string usualButton)
    {
        var paragraphs = section.Split("\n\n", StringSplitOptions.TrimEntries).ToList();
        var button = paragraphs[^1].StartsWith('[') ? paragraphs[^1].Trim('[', ']') : null;
        return new Wording(
            paragraphs[0].Trim('*'), string.Join("\n\n", paragraphs.Skip(1).SkipLast(button is null ? 0 : 1)), button ?? usualButton);
    }
}

/// <summary>What the product says of something on every channel that has no template of its own.</summary>
internal sealed record Wording(string Title, string Body, string Button);
