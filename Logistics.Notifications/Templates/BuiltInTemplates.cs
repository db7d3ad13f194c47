using System.Collections.Frozen;
using Logistics.Contracts.Notifications.V1;

namespace Logistics.Notifications.Templates;

/// <summary>The wordings that come with the product: one for all channels.</summary>
internal sealed class BuiltInTemplates : ITemplateSource
{
    private static readonly FrozenDictionary<string, FrozenDictionary<string, Template>> ByLanguage = Language.All.ToFrozenDictionary(
        language => language.Code,
        language => language.Wordings.ToFrozenDictionary(
            wording => wording.Key,
            wording => new Template(
                wording.Key,
                language.Code,
                SchemaFor(wording.Key)!, // not null: one of ours
                wording.Value.Title,
                wording.Value.Body),
            StringComparer.Ordinal));

    public static IEnumerable<string> Keys => ByLanguage[Language.Default].Keys;

    public Template? Find(string key, Channel channel, string locale) => Find(key, locale);

    public VariableSchema? SchemaOf(string key) => SchemaFor(key);

    /// <summary>Nothing in the languages that the product does not speak: it is English then.</summary>
    public static Template? Find(string key, string locale) => ByLanguage[Language.Of(locale).Code].GetValueOrDefault(key);

    /// <summary>What the system fills in where it speaks of its own accord; <see langword="null"/>: it never does by this key.</summary>
    public static VariableSchema? SchemaFor(string key) => key switch
    {
        _ when !Language.Of(Language.Default).Wordings.ContainsKey(key) => null,
        _ when key.StartsWith("shipment.", StringComparison.Ordinal) => ShipmentVariables.Schema,
        _ => AccountVariables.Schema,
    };
}
