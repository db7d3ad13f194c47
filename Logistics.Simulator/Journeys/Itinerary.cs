using Logistics.Contracts.Common.V1;
using Logistics.Simulator.Network;

namespace Logistics.Simulator.Journeys;

/// <summary>A journey while it is planned: where the parcel is, what time it is there, and the scans so far.</summary>
internal sealed class Itinerary(DateTimeOffset start, Hub origin, Random random)
{
    private readonly List<JourneyStep> _steps = [];
    private DateTimeOffset _now = start;

    public Hub Hub { get; private set; } = origin;

    public IReadOnlyList<JourneyStep> Steps => _steps;

    /// <summary>Whether something of this likelihood happens, this time.</summary>
    public bool Happens(double chance) => random.NextDouble() < chance;

    /// <summary>Scans the parcel here and now. Times are whole seconds, as scanners send them.</summary>
    public void Scan(ShipmentStatus status, string place, ReasonCode? reason = null)
    {
        var local = Hub.LocalTime(_now);
        _steps.Add(new JourneyStep(status, Hub, place, local.AddTicks(-(local.Ticks % TimeSpan.TicksPerSecond)), reason));
    }

    /// <summary>Lets some time pass, between two bounds.</summary>
    public void Pass(TimeSpan least, TimeSpan most) => _now += least + ((most - least) * random.NextDouble());

    /// <summary>Moves along a route.</summary>
    public void Travel(Route route)
    {
        Pass(route.TravelTime, route.TravelTime * 1.2);
        Hub = route.To;
    }

    /// <summary>Stays when the hour is between the two, else waits for the next opening; people come during the first half hour.</summary>
    public void WaitForOpening(int openingHour, int closingHour)
    {
        var local = Hub.LocalTime(_now);
        if (local.Hour >= openingHour && local.Hour < closingHour)
        {
            return;
        }

        var opening = local.Date.AddDays(local.Hour < openingHour ? 0 : 1).AddHours(openingHour);
        _now = new DateTimeOffset(opening, Hub.TimeZone.GetUtcOffset(opening));
        Pass(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(30));
    }
}
