using Logistics.Simulator.Cast;

namespace Logistics.Simulator.Verification;

/// <summary>What the public API shows of a parcel, compared with what was done.</summary>
/// <param name="TrackingNumber"><see langword="null"/> when the parcel could not be created.</param>
/// <param name="EventsSeen">Events on the public timeline.</param>
/// <param name="NotificationsSeen">Notifications sent, to sender and recipient.</param>
/// <param name="NotificationsExpected">By the rules.</param>
/// <param name="Faults">What is wrong; empty when all is well.</param>
internal sealed record ParcelVerdict(
    ParcelPlan Plan, string? TrackingNumber, int EventsSeen, int NotificationsSeen, int NotificationsExpected, IReadOnlyList<string> Faults)
{
    public bool IsGood => Faults.Count == 0;

    /// <summary>The parcel was given up on its way.</summary>
    public static ParcelVerdict GivenUp(ParcelPlan plan, string reason) => new(plan, null, 0, 0, 0, [reason]);
}
