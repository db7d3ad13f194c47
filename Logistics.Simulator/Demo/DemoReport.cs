using Logistics.Contracts;
using Logistics.Simulator.Verification;

namespace Logistics.Simulator.Demo;

/// <summary>The table at the end: a line a parcel, then what is wrong, then the verdict.</summary>
internal static class DemoReport
{
    public static void Write(IReadOnlyList<ParcelVerdict> verdicts, TimeSpan took, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine($"{"tracking number",-17} {"from",-14} {"to",-18} {"level",-9} {"days",5} {"events",8} {"told",8}");
        foreach (var verdict in verdicts)
        {
            var journey = verdict.Plan.Journey;
            var events = $"{verdict.EventsSeen}/{journey.Steps.Count}";
            var told = $"{verdict.NotificationsSeen}/{verdict.NotificationsExpected}";
            output.WriteLine(
                $"{verdict.TrackingNumber ?? "-",-17} {journey.Origin.City,-14} {journey.Destination.City,-18}"
                + $" {journey.ServiceLevel.ToWire(),-9} {(journey.End - journey.Start).TotalDays,5:0.0}"
                + $" {events,8} {told,8} {(verdict.IsGood ? "ok" : "WRONG")}");
        }

        output.WriteLine();
        foreach (var verdict in verdicts)
        {
            foreach (var fault in verdict.Faults)
            {
                output.WriteLine($"{verdict.TrackingNumber ?? verdict.Plan.Key}: {fault}");
            }
        }

        var good = verdicts.Count(verdict => verdict.IsGood);
        output.WriteLine(good == verdicts.Count
            ? $"All {good} parcels: every event there once and in order, everyone told once. {took.TotalSeconds:0} s."
            : $"{verdicts.Count - good} of {verdicts.Count} parcels are not as they should be. {took.TotalSeconds:0} s.");
    }
}
