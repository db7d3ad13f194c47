namespace Logistics.Notifications.Domain;

/// <summary>Whose side of a shipment a notification is for, where it is about one.</summary>
internal enum RecipientRole
{
    /// <summary>The account that the shipment belongs to.</summary>
    Sender,

    /// <summary>The person whom the parcel is for; may have no account.</summary>
    Recipient,

    /// <summary>The account itself is what it is about: no shipment is.</summary>
    Account,

    /// <summary>Someone whom a request names.</summary>
    Requested,
}
