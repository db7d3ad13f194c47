using Logistics.Contracts.Common.V1;

namespace Logistics.Shipments.Domain;

/// <summary>By when each service level promises delivery.</summary>
internal static class ServicePromise
{
    public static DateTimeOffset DueAt(ServiceLevel level, DateTimeOffset createdAt) => createdAt + level switch
    {
        ServiceLevel.Economy => TimeSpan.FromDays(7),
        ServiceLevel.Standard => TimeSpan.FromDays(3),
        ServiceLevel.Express => TimeSpan.FromDays(1),
        ServiceLevel.SameDay => TimeSpan.FromHours(12),
        ServiceLevel.Unspecified => throw new ArgumentOutOfRangeException(nameof(level), level, "A shipment always has a service level."),
    };
}
