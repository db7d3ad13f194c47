namespace Logistics.Shipments.Domain;

/// <summary>PostgreSQL keeps microseconds: a finer instant would read back as another one than the answer to the write gave.</summary>
internal static class StorableTime
{
    public static DateTimeOffset GetStorableNow(this TimeProvider clock) => clock.GetUtcNow().ToStorable();

    public static DateTimeOffset ToStorable(this DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));
}
