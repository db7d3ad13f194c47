using Logistics.Contracts.Notifications.V1;

namespace Logistics.Notifications.Templates;

/// <summary>Where wordings come from. All is in memory: it can be asked for every message.</summary>
internal interface ITemplateSource
{
    /// <summary>
    /// The wording for a channel in the language that comes nearest to <paramref name="locale"/> (BCP 47): <c>fr-DZ</c>, <c>fr</c>, English
    /// at last. None: there is none by this key, or none for this channel.
    /// </summary>
    Template? Find(string key, Channel channel, string locale);

    /// <summary>
    /// What a message by this key is filled with, whatever its channel and language; <see langword="null"/>: there is no such template.
    /// </summary>
    VariableSchema? SchemaOf(string key);

    /// <summary>For keys that are always there.</summary>
    Template Get(string key, Channel channel, string locale) => Find(key, channel, locale)
        ?? throw new ArgumentException($"There is no template '{key}'.", nameof(key));
}
