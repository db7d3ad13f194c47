using System.Text.Json;
using Logistics.Contracts.Notifications.V1;

namespace Logistics.Gateway.Api;

/// <summary>What messages by one key say.</summary>
internal sealed record Template
{
    /// <example>shipment.picked_up.recipient</example>
    public required string Key { get; init; }

    /// <summary>What messages by this key are filled with.</summary>
    public required IReadOnlyList<TemplateVariable> Variables { get; init; }

    /// <summary>What is said where nothing is published.</summary>
    public required IReadOnlyList<BuiltInWording> BuiltIn { get; init; }

    /// <summary>The latest 200, newest first.</summary>
    public required IReadOnlyList<TemplateVersion> Versions { get; init; }

    /// <summary>Who did what, the latest 200, newest first.</summary>
    public required IReadOnlyList<TemplateChange> Changes { get; init; }
}

/// <summary>A key, and which of its versions are published.</summary>
internal sealed record TemplateSummary
{
    public required string Key { get; init; }

    /// <summary>Whether the product has words for it of its own.</summary>
    public required bool IsBuiltIn { get; init; }

    public int? LatestVersion { get; init; }

    public required IReadOnlyList<PublishedTemplate> Published { get; init; }
}

/// <summary>Which version is published for a channel and a language.</summary>
internal sealed record PublishedTemplate
{
    public required Channel Channel { get; init; }

    /// <example>fr-DZ</example>
    public required string Locale { get; init; }

    public required int Version { get; init; }
}

/// <summary>Something that a template is filled with.</summary>
internal sealed record TemplateVariable
{
    /// <example>recipientName</example>
    public string? Name { get; init; }

    public VariableType? Type { get; init; }

    /// <summary>True when absent.</summary>
    public bool? Required { get; init; }

    /// <summary>What previews show.</summary>
    public JsonElement? Example { get; init; }

    /// <summary>Of a LIST: the texts that each entry has; none: entries are texts.</summary>
    public IReadOnlyList<string>? Fields { get; init; }
}

/// <summary>Words that come with the product, for all channels.</summary>
internal sealed record BuiltInWording
{
    public required string Locale { get; init; }

    public required string Title { get; init; }

    public required string Body { get; init; }
}

/// <summary>One version. Nothing of it changes but its state.</summary>
internal sealed record TemplateVersion
{
    public required string Key { get; init; }

    /// <summary>Counts the versions of the key, whatever their channel and locale.</summary>
    public required int Version { get; init; }

    public required Channel Channel { get; init; }

    public required string Locale { get; init; }

    public required TemplateState State { get; init; }

    /// <summary>Its texts, by their names.</summary>
    public required IReadOnlyDictionary<string, string> Parts { get; init; }

    public required IReadOnlyList<TemplateVariable> Variables { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string? PublishedBy { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }
}

/// <summary>What someone did with a version.</summary>
internal sealed record TemplateChange
{
    /// <summary>CREATED, PUBLISHED, ROLLED_BACK or TESTED.</summary>
    public required string Action { get; init; }

    public required int Version { get; init; }

    public required string ActorId { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>What a version says.</summary>
internal sealed record TemplatePreview
{
    /// <summary>Its texts, filled; none as long as one of them is no template.</summary>
    public required IReadOnlyDictionary<string, string> Parts { get; init; }

    /// <summary>What keeps it from being published.</summary>
    public required IReadOnlyList<TemplateFault> Faults { get; init; }

    /// <summary>Of a text message.</summary>
    public SmsSize? Sms { get; init; }

    /// <summary>Of a push message, of 4,096.</summary>
    public int? PushBytes { get; init; }
}

/// <summary>Something that is wrong with a version.</summary>
internal sealed record TemplateFault
{
    /// <example>parts.subject</example>
    public required string Field { get; init; }

    public required string Message { get; init; }
}

/// <summary>How much of the network a text message takes (3GPP TS 23.038).</summary>
internal sealed record SmsSize
{
    /// <summary>GSM-7 or UCS-2.</summary>
    public required string Encoding { get; init; }

    /// <summary>Septets, or UTF-16 code units.</summary>
    public required int Characters { get; init; }

    public required int Segments { get; init; }
}

/// <summary>A test that is on its way.</summary>
internal sealed record TestSent
{
    public required string NotificationId { get; init; }
}

/// <summary>What is in force after a rollback.</summary>
internal sealed record RolledBackTemplate
{
    /// <summary>None: what comes with the product.</summary>
    public TemplateVersion? Version { get; init; }
}
