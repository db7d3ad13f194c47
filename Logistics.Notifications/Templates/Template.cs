namespace Logistics.Notifications.Templates;

/// <summary>A wording: plain text with <c>{{variables}}</c>, paragraphs separated by empty lines. What is HTML is made of it, escaped.</summary>
/// <param name="Title">The subject of a mail, the headline in the app.</param>
/// <param name="Body">The rest. A paragraph of which nothing is left is left out.</param>
/// <param name="Action">What the link of a mail says, where it has one.</param>
internal sealed record Template(string Title, string Body, string Action = "Track your package");
