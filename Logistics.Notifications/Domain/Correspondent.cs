namespace Logistics.Notifications.Domain;

/// <summary>An address that an account may write to: that of a party of a parcel that it handed over to us.</summary>
internal sealed class Correspondent
{
    public required Guid OwnerId { get; init; }

    /// <summary>An e-mail address in lower case, or a number in E.164.</summary>
    public required string Address { get; init; }

    /// <summary>When the last such parcel was handed over, to the day.</summary>
    public required DateTimeOffset SeenAt { get; init; }
}
