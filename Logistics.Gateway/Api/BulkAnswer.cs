using Logistics.Contracts.Common.V1;

namespace Logistics.Gateway.Api;

/// <summary>What became of each row.</summary>
internal sealed record BulkAnswer
{
    public required int Succeeded { get; init; }

    public required int Failed { get; init; }

    /// <summary>As many as were sent, in their order.</summary>
    public required IReadOnlyList<BulkRowAnswer> Rows { get; init; }
}

/// <summary>What became of a row: the shipment as it is now, or what is wrong.</summary>
internal sealed record BulkRowAnswer
{
    /// <summary>From 1; a CSV file's header does not count.</summary>
    public required int Row { get; init; }

    /// <summary>The row's own.</summary>
    public string? Key { get; init; }

    /// <summary>The HTTP status that the same alone would get: 201 or 200; 400, 404, 409, …</summary>
    /// <example>201</example>
    public required int Status { get; init; }

    /// <example>PKG7K3M9QX2VHDTG</example>
    public string? TrackingNumber { get; init; }

    public ShipmentStatus? ShipmentStatus { get; init; }

    public int? Version { get; init; }

    /// <example>validation.failed</example>
    public string? Code { get; init; }

    public string? Detail { get; init; }

    /// <summary>The faults, by field: <c>recipient.email</c>.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }
}
