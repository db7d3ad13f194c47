namespace Logistics.Gateway.Api;

/// <summary>Between these two, within the next 90 days.</summary>
internal sealed record TimeWindow
{
    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? Until { get; init; }
}
