namespace Logistics.Notifications.Domain;

/// <summary>Whose side of a shipment a notification is for.</summary>
internal enum RecipientRole
{
    /// <summary>The account that the shipment belongs to.</summary>
    Sender,

    /// <summary>The person whom the parcel is for; may have no account.</summary>
    Recipient,
}
