namespace Logistics.Shipments.Domain;

/// <summary>What a change of a shipment is about.</summary>
internal enum ChangeKind
{
    /// <summary>A status was reported.</summary>
    Status,

    /// <summary>A status was reported after the fact: kept, but not the shipment's status.</summary>
    LateStatus,

    /// <summary>A status that was reported before turned out to be a mistake.</summary>
    Correction,

    /// <summary>Contacts, reference, parcels or terms are others.</summary>
    Update,

    /// <summary>An update of where it goes.</summary>
    Redirect,

    /// <summary>The partners' numbers are others: those in the note.</summary>
    Aliases,
}
