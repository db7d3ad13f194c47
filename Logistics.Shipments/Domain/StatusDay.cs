using Logistics.Contracts.Common.V1;

namespace Logistics.Shipments.Domain;

/// <summary>How many shipments came to a status on a day (UTC), and how many left it.</summary>
internal sealed class StatusDay
{
    public DateOnly Day { get; init; }

    public ShipmentStatus Status { get; init; }

    public long Entered { get; init; }

    public long Departed { get; init; }
}

/// <summary>
/// Steps of a kind, of one statement, that are not counted in <see cref="StatusDay"/> yet. PostgreSQL writes them itself, whatever changes
/// a status.
/// </summary>
internal sealed class StatusMove
{
    public DateOnly Day { get; init; }

    /// <summary>None for a shipment that is new.</summary>
    public ShipmentStatus? Departed { get; init; }

    public ShipmentStatus Entered { get; init; }

    public long Count { get; init; }
}
