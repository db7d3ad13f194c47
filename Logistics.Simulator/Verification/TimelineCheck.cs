using Logistics.Contracts;
using Logistics.Simulator.Api;
using Logistics.Simulator.Journeys;

namespace Logistics.Simulator.Verification;

/// <summary>Compares a public timeline with the steps that were sent: all of them, once, in order, and no others.</summary>
internal static class TimelineCheck
{
    /// <summary>What is wrong; nothing when all is well.</summary>
    public static IReadOnlyList<string> Faults(IReadOnlyList<JourneyStep> sent, TimelineAnswer seen) =>
        [.. MissingOrRepeated(sent, seen), .. Unknown(sent, seen), .. Disordered(seen), .. Snapshot(sent, seen)];

    private static IEnumerable<string> MissingOrRepeated(IReadOnlyList<JourneyStep> sent, TimelineAnswer seen)
    {
        for (var sequence = 1; sequence <= sent.Count; sequence++)
        {
            var step = sent[sequence - 1];
            var events = seen.Events.Where(e => e.Sequence == sequence).ToList();
            if (events.Count != 1)
            {
                yield return $"event {sequence} ({step.Status.ToWire()}) is there {events.Count} times";
            }
            else if (events[0].Status != step.Status)
            {
                yield return $"event {sequence} is {events[0].Status.ToWire()}, not {step.Status.ToWire()}";
            }
            else if (sequence > 1 && !events[0].Timestamp.EqualsExact(step.OccurredAt)) // the API stamps the creation itself
            {
                yield return $"event {sequence} ({step.Status.ToWire()}) is dated {events[0].Timestamp:O}, not {step.OccurredAt:O}";
            }
        }
    }

    private static IEnumerable<string> Unknown(IReadOnlyList<JourneyStep> sent, TimelineAnswer seen) =>
        seen.Events.Where(e => e.Sequence < 1 || e.Sequence > sent.Count)
            .Select(e => $"event {e.Sequence} ({e.Status.ToWire()}) was never sent");

    private static IEnumerable<string> Disordered(TimelineAnswer seen)
    {
        foreach (var (before, after) in seen.Events.Zip(seen.Events.Skip(1)))
        {
            if (after.Sequence < before.Sequence)
            {
                yield return $"event {after.Sequence} comes after event {before.Sequence}";
            }
        }

        foreach (var repeated in seen.Events.GroupBy(e => e.EventId).Where(group => group.Count() > 1))
        {
            yield return $"the event id {repeated.Key} is there {repeated.Count()} times";
        }
    }

    private static IEnumerable<string> Snapshot(IReadOnlyList<JourneyStep> sent, TimelineAnswer seen)
    {
        if (seen.Status != sent[^1].Status || seen.Sequence != sent.Count)
        {
            yield return $"the snapshot says {seen.Status.ToWire()} at {seen.Sequence}, not {sent[^1].Status.ToWire()} at {sent.Count}";
        }
    }
}
