namespace Logistics.Gateway.Api;

/// <summary>How many shipments there are, by status. A status that none has is absent.</summary>
internal sealed record Statistics
{
    /// <summary>Now.</summary>
    public required IReadOnlyDictionary<string, long> Current { get; init; }

    /// <summary>In order. A day on which nothing happened is absent.</summary>
    public required IReadOnlyList<DayCounts> Days { get; init; }
}

/// <summary>How many shipments came to each status on a day (UTC).</summary>
internal sealed record DayCounts
{
    /// <example>2026-04-06</example>
    public required string Day { get; init; }

    /// <summary>CREATED is how many were created. A shipment that comes to a status again counts again.</summary>
    public required IReadOnlyDictionary<string, long> Entered { get; init; }
}
