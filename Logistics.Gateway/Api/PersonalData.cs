namespace Logistics.Gateway.Api;

/// <summary>All that the system keeps about you. No passwords, tokens and keys: only you have those.</summary>
internal sealed record PersonalData
{
    public required DateTimeOffset ExportedAt { get; init; }

    public required Account Account { get; init; }

    public required IReadOnlyList<SavedAddress> Addresses { get; init; }

    public required Preferences Preferences { get; init; }

    public required IReadOnlyList<Device> Devices { get; init; }

    public required IReadOnlyList<KnownSession> Sessions { get; init; }

    public required IReadOnlyList<ApiKey> ApiKeys { get; init; }

    public required IReadOnlyList<Webhook> Webhooks { get; init; }

    /// <summary>What administrators, or you, did to the account.</summary>
    public required IReadOnlyList<AuditEntry> AuditEntries { get; init; }

    public required IReadOnlyList<Shipment> Shipments { get; init; }

    public required IReadOnlyList<Notification> Notifications { get; init; }
}

/// <summary>A sign-in, and what came of it.</summary>
internal sealed record KnownSession
{
    public required string Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset LastUsedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was ended, if it was.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public string? Device { get; init; }

    public string? UserAgent { get; init; }

    /// <summary>The network that it was last used from.</summary>
    public string? Place { get; init; }
}
