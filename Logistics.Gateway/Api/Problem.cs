using System.Text.Json;
using System.Text.Json.Serialization;

namespace Logistics.Gateway.Api;

/// <summary>What went wrong (RFC 9457). Programs go by <c>code</c>, which stays; people read <c>title</c> and <c>detail</c>.</summary>
internal sealed record Problem
{
    /// <example>urn:logistics:problem:shipment.not_found</example>
    public required string Type { get; init; }

    /// <summary>The meaning of the status.</summary>
    public required string Title { get; init; }

    public required int Status { get; init; }

    /// <summary>What is the matter here.</summary>
    public string? Detail { get; init; }

    /// <summary>The path that was asked for.</summary>
    public string? Instance { get; init; }

    /// <example>shipment.not_found</example>
    public required string Code { get; init; }

    /// <summary>Joins this answer to the traces and logs.</summary>
    public required string TraceId { get; init; }

    /// <summary>The faults, by field: <c>parcels[0].weightGrams</c>.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>Facts that help to go on, such as <c>allowed</c>.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Details { get; set; }
}
