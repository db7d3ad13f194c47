namespace Logistics.Notifications.Domain;

/// <summary>Why a notification is where it is: stable codes, shown to people who ask.</summary>
internal static class Reasons
{
    /// <summary>The shipment gives no address for this person.</summary>
    public const string NoAddress = "no_address";

    /// <summary>What it gives is none that mail can go to.</summary>
    public const string InvalidAddress = "invalid_address";

    /// <summary>We have not heard of the account yet, or its address is not confirmed; it waits a while for that.</summary>
    public const string ContactUnknown = "contact_unknown";

    /// <summary>The person does not want to hear of such things by this channel.</summary>
    public const string Preference = "preference";

    /// <summary>The addressee's account is gone, and everything with it.</summary>
    public const string Erased = "erased";

    /// <summary>Something sent to this address came back: nobody is there.</summary>
    public const string HardBounce = "hard_bounce";

    /// <summary>Whoever reads mail at this address does not want any of this kind.</summary>
    public const string Unsubscribed = "unsubscribed";

    /// <summary>The person has no device that takes push messages, or none any more.</summary>
    public const string NoDevice = "no_device";

    /// <summary>Nothing is configured to send by.</summary>
    public const string ChannelNotConfigured = "channel_not_configured";

    /// <summary>The worker that had it did not report in time; the provider may or may not have taken it.</summary>
    public const string LeaseExpired = "lease_expired";

    /// <summary>The connection broke in the middle; the provider may or may not have taken it.</summary>
    public const string ConnectionLost = "connection_lost";

    /// <summary>The person does not want to be disturbed at this hour.</summary>
    public const string QuietHours = "quiet_hours";

    /// <summary>The person was told as much of this kind as is good for anyone in a while.</summary>
    public const string Throttled = "throttled";

    /// <summary>It comes with the person's digest.</summary>
    public const string Digest = "digest";

    /// <summary>Another message tells it, together with others.</summary>
    public const string Merged = "merged";

    /// <summary>What has happened since has made it idle: out for delivery, when the parcel is delivered.</summary>
    public const string Overtaken = "overtaken";

    /// <summary>The moment that it was for has passed.</summary>
    public const string TooLate = "too_late";

    /// <summary>It was asked for at a later time, and is decided then.</summary>
    public const string Scheduled = "scheduled";

    /// <summary>Who asked for it called it off.</summary>
    public const string CalledOff = "called_off";

    /// <summary>A person gave up on it.</summary>
    public const string Discarded = "discarded";

    /// <summary>A person wants it tried again.</summary>
    public const string Replayed = "replayed";

    /// <summary>The provider's quota, or ours of it, is used up for now.</summary>
    public const string Quota = "quota";

    /// <summary>The provider could not be reached at all.</summary>
    public const string ProviderAway = "provider_away";
}
