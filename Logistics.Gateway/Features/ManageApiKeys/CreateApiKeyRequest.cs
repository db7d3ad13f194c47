namespace Logistics.Gateway.Features.ManageApiKeys;

/// <summary>A new API key.</summary>
internal sealed record CreateApiKeyRequest
{
    /// <example>Web shop</example>
    public string? Name { get; init; }

    /// <summary>shipments:read, shipments:write, tracking:read, notifications:send, scans:write: what your roles allow.</summary>
    /// <example>["shipments:write", "shipments:read"]</example>
    public IReadOnlyList<string?>? Scopes { get; init; }

    /// <summary>At most 366 days away; in 90 days, when absent.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
