using Logistics.Contracts.Notifications.V1;

namespace Logistics.Notifications.Domain;

/// <summary>How much someone was told of a kind by a channel, since the window began.</summary>
internal sealed class ThrottleCount
{
    /// <summary>The account, or what is made of the address where there is none.</summary>
    public required Guid Recipient { get; init; }

    public required Category Category { get; init; }

    public required Channel Channel { get; init; }

    public required DateTimeOffset WindowStart { get; init; }

    public required int Count { get; init; }
}
