using Logistics.Contracts.Notifications.V1;

namespace Logistics.Notifications.Templates;

/// <summary>One thing that a template is filled with.</summary>
internal sealed record TemplateVariable(string Name, VariableType Type, bool Required = true)
{
    /// <summary>What previews show, as <see cref="VariableValue"/> writes it.</summary>
    public string? Example { get; init; }

    /// <summary>Of a LIST: what each entry has; none: entries are texts.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];
}
