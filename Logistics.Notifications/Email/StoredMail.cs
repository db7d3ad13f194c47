namespace Logistics.Notifications.Email;

/// <summary>A mail in the development mailbox.</summary>
internal sealed class StoredMail
{
    public required Guid Id { get; init; }

    public required Guid NotificationId { get; init; }

    public required string To { get; init; }

    /// <summary>The address as it is compared.</summary>
    public required string ToKey { get; init; }

    public required string Subject { get; init; }

    public required string MessageId { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    /// <summary>The MIME message, as it would have gone to the server.</summary>
    public required byte[] Raw { get; init; }
}
