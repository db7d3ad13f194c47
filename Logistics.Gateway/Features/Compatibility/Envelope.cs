using System.Text.Json;
using System.Text.Json.Serialization;

namespace Logistics.Gateway.Features.Compatibility;

/// <summary>How notification services of the HNG task answer: always the same five fields.</summary>
internal sealed record Envelope(bool Success, NotificationData? Data, string? Error, string Message)
{
    /// <summary>For pages; nothing here has any.</summary>
    public string? Meta { get; init; }
}

/// <param name="Status"><c>pending</c>, <c>delivered</c> (a provider took it) or <c>failed</c>.</param>
/// <param name="State">What it is precisely.</param>
internal sealed record NotificationData(string NotificationId, string? RequestId, string Status, string State, string? Reason);

/// <summary>What is asked for.</summary>
internal sealed record SendBody
{
    public string? NotificationType { get; init; }

    public string? UserId { get; init; }

    public string? TemplateCode { get; init; }

    public IReadOnlyDictionary<string, JsonElement>? Variables { get; init; }

    public string? RequestId { get; init; }

    /// <summary>1 is high, 2 normal, 3 and more bulk.</summary>
    public int? Priority { get; init; }

    /// <summary>Taken and not kept.</summary>
    public JsonElement? Metadata { get; init; }
}

/// <summary>What is reported of a notification, or, without a status, asked.</summary>
internal sealed record StatusBody
{
    public string? NotificationId { get; init; }

    public string? Status { get; init; }

    /// <summary>Taken and not kept: when we hear of it is what counts.</summary>
    public string? Timestamp { get; init; }

    /// <summary>Taken and not kept.</summary>
    public string? Error { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, AllowDuplicateProperties = false, MaxDepth = 16)]
[JsonSerializable(typeof(Envelope))]
[JsonSerializable(typeof(SendBody))]
[JsonSerializable(typeof(StatusBody))]
internal sealed partial class EnvelopeJson : JsonSerializerContext;
