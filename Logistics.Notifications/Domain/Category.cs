namespace Logistics.Notifications.Domain;

/// <summary>What kind of message it is: preferences are by kind, and so is what happens when nobody knows whether one was sent.</summary>
internal enum Category
{
    ShipmentProgress,

    /// <summary>What someone should be at home for.</summary>
    Delivery,

    Problem,

    Account,

    News,
}
