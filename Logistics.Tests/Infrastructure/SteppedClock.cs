namespace Logistics.Tests.Infrastructure;

/// <summary>A clock that the test moves, its ticks included; its timers are the machine's.</summary>
internal sealed class SteppedClock : TimeProvider
{
    private readonly DateTimeOffset _start = new(2026, 4, 6, 12, 0, 0, TimeSpan.Zero);
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _start.AddTicks(Volatile.Read(ref _ticks));

    public override long GetTimestamp() => Volatile.Read(ref _ticks);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
