using Logistics.Gateway.Http;

namespace Logistics.Gateway.Idempotency;

/// <summary>What the cache holds under a key: first the mark that a request is in flight (no status yet), then its answer.</summary>
internal sealed record StoredAnswer
{
    /// <summary>Tells another body under the same key.</summary>
    public required string BodyHash { get; init; }

    public int? Status { get; init; }

    public byte[]? Body { get; init; }

    public string? ETag { get; init; }

    public string? Location { get; init; }

    public static StoredAnswer Of(string bodyHash, JsonAnswer answer) =>
        new() { BodyHash = bodyHash, Status = answer.Status, Body = answer.Body, ETag = answer.ETag, Location = answer.Location };

    public JsonAnswer? ToAnswer() =>
        Status is null || Body is null ? null : new JsonAnswer(Status.Value, Body, ETag, Location) { Replayed = true };
}
