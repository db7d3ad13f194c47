using Logistics.Contracts.Common.V1;

namespace Logistics.Simulator.Journeys;

/// <summary>How a service level treats a parcel.</summary>
/// <param name="ShortestDwell">The least time between an arrival at a hub and the departure from it.</param>
/// <param name="LongestDwell">The most.</param>
/// <param name="LastOrderHour">Orders are taken from eight o'clock to this hour.</param>
/// <param name="LastTourHour">Couriers set out from seven o'clock to this hour.</param>
internal sealed record ServicePace(TimeSpan ShortestDwell, TimeSpan LongestDwell, int LastOrderHour, int LastTourHour)
{
    public static ServicePace Of(ServiceLevel level) => level switch
    {
        ServiceLevel.SameDay => new(TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(40), 11, 18),
        ServiceLevel.Express => new(TimeSpan.FromHours(1), TimeSpan.FromHours(3), 17, 13),
        ServiceLevel.Standard => new(TimeSpan.FromHours(3), TimeSpan.FromHours(9), 18, 10),
        ServiceLevel.Economy => new(TimeSpan.FromHours(8), TimeSpan.FromHours(18), 18, 10),
        ServiceLevel.Unspecified => throw new ArgumentOutOfRangeException(nameof(level), level, "A parcel travels by a service level."),
    };
}
