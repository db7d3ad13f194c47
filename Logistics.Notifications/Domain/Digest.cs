using Logistics.Contracts.Notifications.V1;

namespace Logistics.Notifications.Domain;

/// <summary>
/// What is being gathered to be told to someone in one message. There is one for each person, channel and key at a time, by a unique
/// constraint; it goes when it is told. Its members are the deferred notifications that name it in <see cref="Notification.ToldBy"/>.
/// </summary>
internal sealed class Digest
{
    /// <summary>That of the notification that will tell.</summary>
    public required Guid Id { get; init; }

    /// <summary>The account, or what is made of the address where there is none.</summary>
    public required Guid Recipient { get; init; }

    public required Channel Channel { get; init; }

    /// <summary>What is gathered: a night's news of a parcel, a day's of all.</summary>
    public required string Key { get; init; }

    public required DateTimeOffset DueAt { get; init; }
}
