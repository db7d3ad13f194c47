namespace Logistics.Gateway.Features.StreamTimeline;

/// <summary>
/// What a watcher has been sent. Events may come twice, late or out of order; each goes out once. The floor, which is the id that a
/// client resumes from, never passes one that has not gone out, so that a resumed stream has no gap.
/// </summary>
internal sealed class SequenceCursor(int floor)
{
    private SortedSet<int>? _ahead;

    /// <summary>All up to here went out.</summary>
    public int Floor { get; private set; } = floor;

    /// <summary>True when this one has not gone out yet; from now on it has.</summary>
    public bool TryPass(int sequence)
    {
        if (sequence <= Floor || (_ahead?.Contains(sequence) ?? false))
        {
            return false;
        }

        if (sequence > Floor + 1)
        {
            (_ahead ??= []).Add(sequence);
            return true;
        }

        Floor = sequence;
        while (_ahead is { Count: > 0 } && _ahead.Min == Floor + 1)
        {
            _ahead.Remove(++Floor);
        }

        return true;
    }
}
