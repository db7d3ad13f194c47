using Logistics.ServiceDefaults.Results;

namespace Logistics.ServiceDefaults.Live;

/// <summary>Why a live stream ends, or does not begin.</summary>
public static class LiveErrors
{
    public static Error Resubscribe { get; } = new(
        "live.resubscribe", "Something may have been missed: come again with the last position.", ErrorKind.Unavailable);

    public static Error TooSlow { get; } = new("live.too_slow", "More happened than this stream was read.", ErrorKind.Overload);

    public static Error TooMany { get; } = new(
        "live.too_many", "This stream, or all of them together, would be too much.", ErrorKind.Overload);
}
