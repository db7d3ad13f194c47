namespace Logistics.Notifications.Templates;

/// <summary>Locales as BCP 47 has them.</summary>
internal static class Locales
{
    /// <summary>The locale, then what is less and less particular, English at last: <c>fr-DZ</c>, <c>fr</c>, <c>en</c>.</summary>
    public static IEnumerable<string> Chain(string locale)
    {
        for (var end = locale.Length; end > 0; end = locale.LastIndexOf('-', end - 1))
        {
            yield return locale[..end];
        }

        yield return Language.Default;
    }

    public static string LanguageOf(string locale) =>
        locale.IndexOf('-', StringComparison.Ordinal) is > 0 and var end ? locale[..end] : locale;
}
