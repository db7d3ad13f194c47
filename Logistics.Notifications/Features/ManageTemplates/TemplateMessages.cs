using Google.Protobuf.WellKnownTypes;
using Logistics.Notifications.Templates;
using Proto = Logistics.Contracts.Notifications.V1;

namespace Logistics.Notifications.Features.ManageTemplates;

internal static class TemplateMessages
{
    public static Proto.TemplateVersion ToProto(this TemplateVersion version) => new()
    {
        Key = version.Key,
        Version = version.Version,
        Channel = version.Channel,
        Locale = version.Locale,
        State = version.State,
        Parts = { version.Parts },
        Variables = { version.Variables.Select(ToProto) },
        CreatedBy = version.CreatedBy.ToString(),
        CreatedAt = version.CreatedAt.ToTimestamp(),
        PublishedBy = version.PublishedBy?.ToString() ?? "",
        PublishedAt = version.PublishedAt?.ToTimestamp(),
    };

    public static Proto.TemplateVariable ToProto(this TemplateVariable variable) => new()
    {
        Name = variable.Name,
        Type = variable.Type,
        Required = variable.Required,
        Example = variable.Example is null ? null : VariableValue.FromText(variable.Example, variable.Type),
        Fields = { variable.Fields },
    };

    public static Proto.TemplateChange ToProto(this TemplateChange change) => new()
    {
        Action = change.Action,
        Version = change.Version,
        ActorId = change.ActorId.ToString(),
        At = change.At.ToTimestamp(),
    };
}
