namespace Logistics.Gateway.Api;

/// <summary>A key by which a machine acts for your account, within its scopes. The key itself is shown once, when it is made.</summary>
internal record ApiKey
{
    public required string Id { get; init; }

    /// <example>Web shop</example>
    public required string Name { get; init; }

    /// <summary>How the key begins.</summary>
    /// <example>lk_x4Tz9</example>
    public required string Hint { get; init; }

    /// <example>["shipments:write", "shipments:read"]</example>
    public required IReadOnlyList<string> Scopes { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>To the minute or so.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }
}

/// <summary>A key that was just made.</summary>
internal sealed record NewApiKey : ApiKey
{
    /// <summary>Send it as <c>Authorization: Bearer …</c> or <c>X-Api-Key: …</c>. It cannot be shown again.</summary>
    public required string Key { get; init; }
}

/// <summary>Your keys, newest first.</summary>
internal sealed record ApiKeyList
{
    public required IReadOnlyList<ApiKey> Items { get; init; }
}
