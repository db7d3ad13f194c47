namespace Logistics.Notifications.Domain;

/// <summary>Which queue of its channel a notification waits in: what is urgent does not wait behind what is not.</summary>
internal enum Priority
{
    /// <summary>Someone should act today: be at home, collect a parcel.</summary>
    High,

    /// <summary>Good to know.</summary>
    Normal,

    /// <summary>Many at once that can wait: they hold up nothing else.</summary>
    Bulk,
}
