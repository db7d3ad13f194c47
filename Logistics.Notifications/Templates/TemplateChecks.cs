using System.Text;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Sms;
using Logistics.ServiceDefaults.Results;

namespace Logistics.Notifications.Templates;

/// <summary>
/// What keeps a version from being published, each fault with its field. What needs other versions to be known is not here.
/// </summary>
internal static class TemplateChecks
{
    private const int MostSegments = 10;

    /// <summary>FCM takes 4,096 bytes; what we add ourselves has up to 512.</summary>
    private const int MostPushBytes = 4096 - OwnPushBytes;

    private const int OwnPushBytes = 512;

    public static IReadOnlyList<FieldError> Faults(TemplateVersion version)
    {
        var schema = new VariableSchema(version.Variables);
        var faults = version.Parts
            .SelectMany(part => TemplateSyntax.Faults(part.Value, schema).Select(fault => new FieldError($"parts.{part.Key}", fault)))
            .ToList();
        faults.AddRange(version.Variables.Index().Where(variable => variable.Item is { Required: true, Example: null })
            .Select(variable => new FieldError(
                $"variables[{variable.Index}].example", "Is required: what the version says is tried with it.")));
        return faults.Count > 0 ? faults : [.. Faults(version, new Template(version).Render(schema.Examples()))];
    }

    /// <summary>What a push message takes of what FCM allows.</summary>
    public static int PushBytes(RenderedText text) =>
        OwnPushBytes + Size(text.Title) + Size(text.Body) + (text.Parts ?? []).Sum(part => Size(part.Key) + Size(part.Value));

    /// <summary>The text of a part, as its template has it.</summary>
    public static string TextOf(RenderedText text, string part) => part switch
    {
        TemplateParts.Title or TemplateParts.Subject => text.Title,
        TemplateParts.Body or TemplateParts.Text => text.Body,
        _ => text.Parts?.GetValueOrDefault(part) ?? "",
    };

    private static IEnumerable<FieldError> Faults(TemplateVersion version, RenderedText text)
    {
        var silent = version.Parts.Keys
            .Select(name => TemplateParts.Find(version.Channel, name)!) // not null: a version has no others
            .Where(part => TextOf(text, part.Name).Length == 0);
        foreach (var part in silent)
        {
            if (part.Required)
            {
                yield return new FieldError($"parts.{part.Name}", "Says nothing with the examples.");
            }
            else if (part.Kind == TextKind.Link)
            {
                yield return new FieldError($"parts.{part.Name}", "Is no http or https address with the examples.");
            }
        }

        if (version.Channel == Channel.Sms && SmsLength.Of(text.Body).Segments is > MostSegments and var segments)
        {
            yield return new FieldError("parts.text", $"Takes {segments} segments with the examples; {MostSegments} is the most.");
        }

        if (version.Channel == Channel.Push && PushBytes(text) - OwnPushBytes is > MostPushBytes and var bytes)
        {
            yield return new FieldError("parts", $"Takes {bytes} bytes with the examples; {MostPushBytes} is the most.");
        }
    }

    private static int Size(string text) => Encoding.UTF8.GetByteCount(text);
}
