using Logistics.Contracts.Notifications.V1;

namespace Logistics.Notifications.Domain;

/// <summary>
/// An address that nothing is sent to: nobody is there, or its owner does not want it. One that was lifted stays, to show who did it.
/// </summary>
internal sealed class Suppression
{
    /// <summary>The scope of what holds for every category.</summary>
    public const string Everything = "ALL";

    public required Guid Id { get; init; }

    public required Channel Channel { get; init; }

    /// <summary>The address or number as it is compared: lower case.</summary>
    public required string AddressKey { get; init; }

    /// <summary>The category that it holds for, or <see cref="Everything"/>.</summary>
    public required string Scope { get; init; }

    /// <summary><see cref="Reasons.HardBounce"/> or <see cref="Reasons.Unsubscribed"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>What the provider said.</summary>
    public string? Detail { get; init; }

    /// <summary>The notification that it came of.</summary>
    public required Guid NotificationId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LiftedAt { get; init; }

    /// <summary>Who on the staff lifted it.</summary>
    public Guid? LiftedBy { get; init; }
}
