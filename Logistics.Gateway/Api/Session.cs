namespace Logistics.Gateway.Api;

/// <summary>A place where you are signed in.</summary>
internal sealed record Session
{
    public required string Id { get; init; }

    /// <summary>As you called it when you signed in.</summary>
    /// <example>Amina's phone</example>
    public string? Device { get; init; }

    public string? UserAgent { get; init; }

    /// <summary>The network that it was last used from; no more of the address is kept.</summary>
    /// <example>203.0.113.0/24</example>
    public string? Place { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset LastUsedAt { get; init; }

    /// <summary>The one that this request belongs to.</summary>
    public required bool Current { get; init; }
}

/// <summary>All of them, the one last used first.</summary>
internal sealed record SessionList
{
    public required IReadOnlyList<Session> Items { get; init; }
}
