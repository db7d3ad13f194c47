namespace Logistics.Notifications.Templates;

/// <summary>Where wordings come from.</summary>
internal interface ITemplateSource
{
    /// <summary>The wording in the language that comes nearest to <paramref name="locale"/> (BCP 47), English at last.</summary>
    Template Find(string code, string locale);
}
