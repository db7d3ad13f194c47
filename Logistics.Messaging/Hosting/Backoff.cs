namespace Logistics.Messaging.Hosting;

/// <summary>
/// Pauses that double up to <paramref name="longest"/>, each off by up to a quarter so that replicas do not knock together.
/// </summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest)
{
    private int _failures;

    public void Reset() => _failures = 0;

    public TimeSpan Next() => After(++_failures);

    /// <summary>The pause after so many failures in a row, from 1.</summary>
    public TimeSpan After(int failures)
    {
        var pause = first * Math.Pow(2, Math.Min(failures - 1, 20));
#pragma warning disable CA5394 // no secret: jitter
        return (pause < longest ? pause : longest) * (0.75 + (Random.Shared.NextDouble() / 2));
#pragma warning restore CA5394
    }
}
