namespace Logistics.Gateway.Api;

/// <summary>A device that push messages go to.</summary>
internal sealed record Device
{
    public required string Id { get; init; }

    /// <summary>ANDROID, IOS, WEB.</summary>
    public required string Platform { get; init; }

    /// <example>Amina's phone</example>
    public string? Name { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; init; }
}

/// <summary>Your devices, the last seen first.</summary>
internal sealed record DeviceList
{
    public required IReadOnlyList<Device> Items { get; init; }
}
