using Logistics.ServiceDefaults.Results;

namespace Logistics.Tracking.Domain;

internal static class TrackingErrors
{
    /// <summary>For unknown and malformed numbers alike: a guess learns nothing from the answer.</summary>
    public static Error NotFound { get; } = new("tracking.not_found", "There is no parcel with this tracking number.", ErrorKind.NotFound);
}
