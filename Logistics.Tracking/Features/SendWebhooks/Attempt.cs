using System.Text.Json.Serialization;

namespace Logistics.Tracking.Features.SendWebhooks;

/// <summary>One attempt to deliver, as the log keeps it.</summary>
/// <param name="At">When it began.</param>
/// <param name="Status">What was answered; none where nothing was.</param>
/// <param name="Error">Why nothing was answered: <c>timeout</c>, <c>connection</c>, <c>tls</c>, <c>address_refused</c>.</param>
/// <param name="Milliseconds">How long it took.</param>
internal sealed record Attempt(DateTimeOffset At, int? Status, string? Error, int Milliseconds)
{
    [JsonIgnore]
    public bool IsDelivered => Status is >= 200 and < 300;

    [JsonIgnore]
    public bool IsAnswered => Status is not null;

    /// <summary>It is not there and will not be.</summary>
    [JsonIgnore]
    public bool IsGone => Status == StatusCodes.Status410Gone;

    /// <summary>How long it asks to be left alone.</summary>
    [JsonIgnore]
    public TimeSpan? RetryAfter { get; init; }
}
