using Logistics.Contracts.Common.V1;

namespace Logistics.Shipments.Domain;

/// <summary>
/// How far a shipment has come, and since when in the world. What its history of reports says is always the same, also without those that
/// were mistakes.
/// </summary>
internal sealed record Standing(ShipmentStatus Status, ShipmentStatus? HeldStatus, ReasonCode? ReasonCode, DateTimeOffset At)
{
    /// <summary>
    /// After one more report. One from after the fact changes nothing, and is late, where it is older than what is known, the shipment has
    /// ended, or it is on hold and the report is of no end: whoever has decided on the hold releases it.
    /// </summary>
    public (Standing Standing, bool IsLate) After(ShipmentStatus status, ReasonCode? reason, ReportSource source, DateTimeOffset at)
    {
        // When a shipment was entered here says nothing of when the parcel was where.
        var knownAt = Status == ShipmentStatus.Created ? at : At;
        var isHeld = Status == ShipmentStatus.OnHold && !StatusMachine.IsTerminal(status);
        if (source != ReportSource.Api && (StatusMachine.IsTerminal(Status) || at < knownAt || isHeld))
        {
            return (this, true);
        }

        return (new Standing(status, status == ShipmentStatus.OnHold ? Status : null, reason, at > knownAt ? at : knownAt), false);
    }

    /// <summary>Sent to another address: a problem with the old one is none any more.</summary>
    public Standing Redirected() => ReasonCode == Contracts.Common.V1.ReasonCode.AddressProblem ? this with { ReasonCode = null } : this;

    /// <summary>What a shipment's reports and redirects come to, told in the order in which they came.</summary>
    public static Standing Of(DateTimeOffset createdAt, IEnumerable<StatusChange> history) => history.Aggregate(
        new Standing(ShipmentStatus.Created, null, null, createdAt),
        (standing, change) => change.IsReport ? standing.After(change.Status, change.ReasonCode, change.Source, change.OccurredAt).Standing
            : change.Kind == ChangeKind.Redirect ? standing.Redirected()
            : standing);
}
