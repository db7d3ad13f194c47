using Logistics.Contracts.Common.V1;
using Logistics.Simulator.Network;

namespace Logistics.Simulator.Journeys;

/// <summary>
/// Turns origin, destination and service level into the scans that a real parcel would get, at plausible places and times.
/// </summary>
internal sealed class JourneyPlanner(HubNetwork network)
{
    private const double ScheduledPickupChance = 0.15;
    private const double BadWeatherChance = 0.04;
    private const double CustomsCheckChance = 0.6;
    private const double CustomsPaperworkChance = 0.2;
    private const double MissedDeliveryChance = 0.15;
    private const double SecondTourChance = 0.6;

    /// <summary>
    /// A journey of which nothing lies in the future: planned so that it ends in the last day or so before <paramref name="latestEnd"/>.
    /// </summary>
    /// <param name="seed">The same seed plans the same journey.</param>
    public Journey PlanEndingBefore(DateTimeOffset latestEnd, Hub origin, Hub destination, ServiceLevel level, int seed)
    {
        var start = latestEnd;
        while (true)
        {
            var journey = Plan(start, origin, destination, level, seed);
            if (journey.End <= latestEnd)
            {
                return journey;
            }

            start -= TimeSpan.FromDays(Math.Ceiling((journey.End - latestEnd).TotalDays));
        }
    }

    /// <summary>A journey that is ordered when the origin's shops are next open.</summary>
    /// <param name="seed">The same seed plans the same journey.</param>
    public Journey Plan(DateTimeOffset start, Hub origin, Hub destination, ServiceLevel level, int seed)
    {
        var pace = ServicePace.Of(level);
        var itinerary = new Itinerary(start, origin, new Random(seed));
        itinerary.WaitForOpening(8, pace.LastOrderHour);
        itinerary.Scan(ShipmentStatus.Created, origin.City);
        Collect(itinerary);
        foreach (var route in network.ShortestPath(origin, destination))
        {
            Carry(itinerary, route, pace, importInto: destination);
        }

        Deliver(itinerary, pace);
        return new Journey(origin, destination, level, itinerary.Steps);
    }

    private static void Collect(Itinerary itinerary)
    {
        if (itinerary.Happens(ScheduledPickupChance))
        {
            itinerary.Pass(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(15));
            itinerary.Scan(ShipmentStatus.PickupScheduled, itinerary.Hub.City);
        }

        itinerary.Pass(TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(90));
        itinerary.WaitForOpening(8, 20);
        itinerary.Scan(ShipmentStatus.PickedUp, itinerary.Hub.City);
        itinerary.Pass(TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(60));
        itinerary.Scan(ShipmentStatus.ArrivedAtWarehouse, itinerary.Hub.SortingCenter);
    }

    private static void Carry(Itinerary itinerary, Route route, ServicePace pace, Hub importInto)
    {
        itinerary.Pass(pace.ShortestDwell, pace.LongestDwell);
        itinerary.Scan(ShipmentStatus.InTransit, route.From.SortingCenter);
        if (itinerary.Happens(BadWeatherChance))
        {
            itinerary.Pass(TimeSpan.FromHours(2), TimeSpan.FromHours(8));
            itinerary.Scan(ShipmentStatus.InTransit, route.From.SortingCenter, ReasonCode.Weather);
        }

        itinerary.Travel(route);
        var imported = CustomsTerritory.IsCrossedBetween(route.From, route.To) && route.To.Country == importInto.Country;
        if (imported && itinerary.Happens(CustomsCheckChance))
        {
            ClearCustoms(itinerary);
        }

        itinerary.Scan(ShipmentStatus.ArrivedAtWarehouse, route.To.SortingCenter);
    }

    private static void ClearCustoms(Itinerary itinerary)
    {
        var papersMissing = itinerary.Happens(CustomsPaperworkChance);
        itinerary.Scan(ShipmentStatus.InCustoms, $"{itinerary.Hub.City} Customs", papersMissing ? ReasonCode.CustomsDocuments : null);
        itinerary.Pass(TimeSpan.FromHours(papersMissing ? 12 : 2), TimeSpan.FromHours(papersMissing ? 30 : 8));
    }

    private static void Deliver(Itinerary itinerary, ServicePace pace)
    {
        SetOut(itinerary, pace);
        if (itinerary.Happens(MissedDeliveryChance))
        {
            var reason = itinerary.Happens(0.7) ? ReasonCode.Absent : ReasonCode.AddressProblem;
            itinerary.Scan(ShipmentStatus.DeliveryAttempted, itinerary.Hub.City, reason);
            if (itinerary.Happens(SecondTourChance))
            {
                itinerary.Pass(TimeSpan.FromHours(12), TimeSpan.FromHours(13));
                SetOut(itinerary, pace);
            }
            else
            {
                KeepForPickup(itinerary);
            }
        }

        itinerary.Scan(ShipmentStatus.Delivered, itinerary.Hub.City);
    }

    private static void SetOut(Itinerary itinerary, ServicePace pace)
    {
        itinerary.Pass(TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(40));
        itinerary.WaitForOpening(7, pace.LastTourHour);
        itinerary.Scan(ShipmentStatus.OutForDelivery, $"{itinerary.Hub.City} Courier Depot");
        itinerary.Pass(TimeSpan.FromMinutes(30), TimeSpan.FromHours(4));
    }

    private static void KeepForPickup(Itinerary itinerary)
    {
        itinerary.Pass(TimeSpan.FromHours(1), TimeSpan.FromHours(3));
        itinerary.Scan(ShipmentStatus.AvailableForPickup, $"{itinerary.Hub.City} Pickup Point");
        itinerary.Pass(TimeSpan.FromHours(6), TimeSpan.FromHours(20));
        itinerary.WaitForOpening(9, 19);
    }
}
