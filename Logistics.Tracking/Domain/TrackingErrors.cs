using Logistics.ServiceDefaults.Results;

namespace Logistics.Tracking.Domain;

internal static class TrackingErrors
{
    /// <summary>For unknown and malformed numbers alike: a guess learns nothing from the answer.</summary>
    public static Error NotFound { get; } = new("tracking.not_found", "There is no parcel with this tracking number.", ErrorKind.NotFound);

    public static Error Resubscribe { get; } =
        new("tracking.resubscribe", "Something may have been missed: follow again, then read the timelines.", ErrorKind.Unavailable);

    public static Error TooSlow { get; } = new("tracking.too_slow", "More happened than this stream was read.", ErrorKind.Overload);

    public static Error TooMany { get; } = new("tracking.too_many", "This stream follows too many parcels.", ErrorKind.Overload);
}
