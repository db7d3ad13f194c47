namespace Logistics.Notifications.Domain;

/// <summary>What decides whether something is told, in the order that it is asked. What decided is kept with the notification.</summary>
internal enum Rule
{
    /// <summary>Its moment has passed, or what came after it has made it idle.</summary>
    Expiry,

    /// <summary>There is no way to the person by this channel.</summary>
    Address,

    /// <summary>It is told whatever was preferred.</summary>
    Critical,

    Preference,

    QuietHours,

    Throttle,

    Digest,

    /// <summary>No rule had anything against it.</summary>
    NoObjection,
}
