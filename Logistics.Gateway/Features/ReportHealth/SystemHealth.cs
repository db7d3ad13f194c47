using System.Text.Json.Serialization;

namespace Logistics.Gateway.Features.ReportHealth;

/// <summary>How the system is, for people.</summary>
internal sealed record SystemHealth
{
    /// <summary><c>Healthy</c> when every service is.</summary>
    /// <example>Healthy</example>
    public required string Status { get; init; }

    public required DateTimeOffset CheckedAt { get; init; }

    /// <summary>By name.</summary>
    public required IReadOnlyDictionary<string, ServiceHealth> Services { get; init; }
}

/// <summary>How one service is, in its own words: the shape of its <c>/health</c>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record ServiceHealth
{
    /// <summary><c>Healthy</c>, <c>Degraded</c>, <c>Unhealthy</c>, or <c>Unreachable</c>.</summary>
    /// <example>Healthy</example>
    public required string Status { get; init; }

    /// <summary>What it says of each thing that it needs.</summary>
    public IReadOnlyDictionary<string, CheckHealth>? Checks { get; init; }
}

/// <summary>One thing that a service needs.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record CheckHealth
{
    /// <example>Healthy</example>
    public required string Status { get; init; }

    public string? Description { get; init; }

    /// <summary>How long the check took.</summary>
    public long Milliseconds { get; init; }
}
