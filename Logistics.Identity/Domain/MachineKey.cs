namespace Logistics.Identity.Domain;

/// <summary>An API key: what a machine proves itself by to act for an account, within scopes. The key itself is not kept.</summary>
internal sealed class MachineKey
{
    public const int MaxNameLength = 100;

    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required string Name { get; init; }

    /// <summary>SHA-256 of the key, which has 256 random bits: it needs no salt and no stretching.</summary>
    public required byte[] KeyHash { get; init; }

    /// <summary>How the key begins, for its owner to recognise.</summary>
    public required string Hint { get; init; }

    public required List<string> Scopes { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Behind by up to a minute: not every use is worth a write.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }
}
