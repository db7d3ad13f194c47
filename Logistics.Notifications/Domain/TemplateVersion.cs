using Logistics.Contracts.Notifications.V1;

namespace Logistics.Notifications.Domain;

/// <summary>
/// What an administrator has messages say by a key, a channel and in a language. Only its state ever changes, and of each three one is
/// published at most.
/// </summary>
internal sealed class TemplateVersion
{
    public required string Key { get; init; }

    /// <summary>Counts the versions of the key, whatever their channel and locale.</summary>
    public required int Version { get; init; }

    public required Channel Channel { get; init; }

    public required string Locale { get; init; }

    public required TemplateState State { get; set; }

    /// <summary>The sources of the parts that <see cref="Templates.TemplateParts"/> lists for the channel.</summary>
    public required Dictionary<string, string> Parts { get; init; }

    public required IReadOnlyList<TemplateVariable> Variables { get; init; }

    /// <summary>The creator's for this version: the same key again is the same request.</summary>
    public string? IdempotencyKey { get; init; }

    public required Guid CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public Guid? PublishedBy { get; set; }

    public DateTimeOffset? PublishedAt { get; set; }
}

/// <summary>Who did what with a version, for good. The newest id tells whether anything has changed.</summary>
internal sealed class TemplateChange
{
    public const string Created = "CREATED";
    public const string Published = "PUBLISHED";
    public const string RolledBack = "ROLLED_BACK";
    public const string Tested = "TESTED";

    public long Id { get; init; }

    public required string Key { get; init; }

    public required int Version { get; init; }

    public required string Action { get; init; }

    public required Guid ActorId { get; init; }

    public required DateTimeOffset At { get; init; }
}
