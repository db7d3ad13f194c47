namespace Logistics.Tests.Simulator;

/// <summary>A clock on which pauses pass at once; a timer of more than ten seconds is a time-out, and never rings.</summary>
internal sealed class JumpingClock : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 4, 6, 12, 0, 0, TimeSpan.Zero);

    private long _jumped;

    public TimeSpan Jumped => TimeSpan.FromTicks(Interlocked.Read(ref _jumped));

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Start + Jumped;

    public override long GetTimestamp() => Jumped.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var isTimeout = dueTime > TimeSpan.FromSeconds(10);
        Interlocked.Add(ref _jumped, isTimeout ? 0 : dueTime.Ticks);
        return System.CreateTimer(callback, state, isTimeout ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
