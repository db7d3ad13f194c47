using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;

namespace Logistics.Notifications.Features.RequestNotifications;

/// <summary>What is asked for, once it is known to be in order.</summary>
internal sealed record RequestDraft
{
    public required string RequestId { get; init; }

    public required byte[] BodyHash { get; init; }

    public required string Template { get; init; }

    public required Category Category { get; init; }

    public required Priority Priority { get; init; }

    public required IReadOnlyList<Channel> Channels { get; init; }

    /// <summary>None: at once.</summary>
    public DateTimeOffset? SendAt { get; init; }

    public string? Locale { get; init; }

    public required IReadOnlyList<Addressee> Addressees { get; init; }
}

/// <summary>Someone to be told: an account, or an address or two.</summary>
/// <param name="Index">Where in the request.</param>
internal sealed record Addressee(int Index, Guid? UserId, string? Email, string? Phone, Dictionary<string, string> Variables)
{
    /// <summary>
    /// Whether there is a way to them. Whether an address belongs to an account is nobody's business, so only an account has an app and
    /// devices.
    /// </summary>
    public bool CanBeToldBy(Channel channel) => channel switch
    {
        Channel.Email => UserId is not null || Email is not null,
        Channel.Sms => UserId is not null || Phone is not null,
        Channel.Push or Channel.InApp => UserId is not null,
        Channel.Unspecified => throw new ArgumentOutOfRangeException(nameof(channel), channel, "A message always goes by a channel."),
    };
}
