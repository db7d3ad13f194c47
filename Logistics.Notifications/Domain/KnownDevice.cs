namespace Logistics.Notifications.Domain;

/// <summary>Our copy of a device that push messages go to.</summary>
internal sealed class KnownDevice
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; set; }

    /// <summary><c>ANDROID</c>, <c>IOS</c> or <c>WEB</c>; empty once it is removed.</summary>
    public required string Platform { get; set; }

    /// <summary>What the push provider knows it by; empty once it is removed.</summary>
    public required string Token { get; set; }

    /// <summary>Removed devices stay for a while, without their tokens: what arrives late must not bring them back.</summary>
    public bool IsRemoved { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }
}
