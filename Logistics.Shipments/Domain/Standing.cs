using Logistics.Contracts.Common.V1;

namespace Logistics.Shipments.Domain;

/// <summary>How far a shipment has come, and since when in the world. What its history of reports says is always the same, also without those that were mistakes.</summary>
internal sealed record Standing(ShipmentStatus Status, ShipmentStatus? HeldStatus, ReasonCode? ReasonCode, DateTimeOffset At)
{
    /// <summary>After one more report. One from after the fact changes nothing, and is late, where it is older than what is known or the shipment has ended.</summary>
    public (Standing Standing, bool IsLate) After(ShipmentStatus status, ReasonCode? reason, ReportSource source, DateTimeOffset at)
    {
        // When a shipment was entered here says nothing of when the parcel was where.
        var knownAt = Status == ShipmentStatus.Created ? at : At;
        if (source != ReportSource.Api && (StatusMachine.IsTerminal(Status) || at < knownAt))
        {
            return (this, true);
        }

        return (new Standing(status, status == ShipmentStatus.OnHold ? Status : null, reason, at > knownAt ? at : knownAt), false);
    }

    /// <summary>What a shipment's reports come to, told in the order in which they came.</summary>
    public static Standing Of(DateTimeOffset createdAt, IEnumerable<StatusChange> reports) => reports.Aggregate(
        new Standing(ShipmentStatus.Created, null, null, createdAt),
        (standing, report) => standing.After(report.Status, report.ReasonCode, report.Source, report.OccurredAt).Standing);
}
