namespace Logistics.Gateway.Api;

/// <summary>An account, as administrators see it.</summary>
internal sealed record User
{
    public required string Id { get; init; }

    public required string Email { get; init; }

    public required string Name { get; init; }

    /// <summary>CUSTOMER, DRIVER, WAREHOUSE, SUPPORT, ADMIN.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Since when the account is disabled, if it is.</summary>
    public DateTimeOffset? DisabledAt { get; init; }
}

/// <summary>What an administrator did, or a person to the own account.</summary>
internal sealed record AuditEntry
{
    public required string Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Who did it.</summary>
    public required string ActorId { get; init; }

    /// <summary>user.disabled, user.enabled, user.deleted, role.given, role.taken.</summary>
    /// <example>role.given</example>
    public required string Action { get; init; }

    /// <summary>Whom it was done to; the account may be gone by now.</summary>
    public required string UserId { get; init; }

    /// <summary>The role.</summary>
    /// <example>DRIVER</example>
    public string? Detail { get; init; }
}
