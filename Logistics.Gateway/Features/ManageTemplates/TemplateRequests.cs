using System.Text.Json;
using Logistics.Contracts.Notifications.V1;
using TemplateVariable = Logistics.Gateway.Api.TemplateVariable;

namespace Logistics.Gateway.Features.ManageTemplates;

/// <summary>A draft of what messages are to say.</summary>
internal sealed record CreateTemplateVersionBody
{
    public Channel? Channel { get; init; }

    /// <example>fr</example>
    public string? Locale { get; init; }

    /// <summary>
    /// EMAIL: <c>subject</c>, <c>text</c>, and it may be <c>html</c> and <c>button</c>. PUSH: <c>title</c>, <c>body</c>, and it may be
    /// <c>image</c>, <c>clickAction</c>, <c>data.{name}</c>. SMS: <c>text</c>. IN_APP: <c>title</c>, <c>body</c>. Each is a Handlebars
    /// template with <c>{{name}}</c>, <c>{{#if}}</c>, <c>{{#unless}}</c>, <c>{{#each}}</c> and <c>{{else}}</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string?>? Parts { get; init; }

    /// <summary>At most 50. Absent for a key of the system, which knows them.</summary>
    public IReadOnlyList<TemplateVariable?>? Variables { get; init; }
}

/// <summary>What to fill in; absent: the examples.</summary>
internal sealed record PreviewTemplateBody
{
    public IReadOnlyDictionary<string, JsonElement>? Variables { get; init; }
}

/// <summary>Where to send a test.</summary>
internal sealed record SendTestBody
{
    /// <summary>An e-mail address or a phone number; absent: your own, which is all there is for push and the app.</summary>
    public string? To { get; init; }

    /// <summary>Absent: the examples.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Variables { get; init; }
}

/// <summary>Which published version to withdraw.</summary>
internal sealed record RollBackTemplateBody
{
    public Channel? Channel { get; init; }

    public string? Locale { get; init; }
}
