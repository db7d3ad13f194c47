using FsCheck;
using FsCheck.Fluent;
using Logistics.Contracts.Common.V1;
using Logistics.Shipments.Domain;
using Logistics.Simulator.Journeys;
using Logistics.Simulator.Network;
using Xunit;

namespace Logistics.Tests.Simulator;

public sealed class JourneyPlannerTests
{
    private static readonly DateTimeOffset Now = new(2026, 4, 6, 12, 34, 56, TimeSpan.Zero);
    private static readonly HubNetwork Network = HubNetwork.Load();
    private static readonly JourneyPlanner Planner = new(Network);

    [Fact]
    public void Every_journey_obeys_the_status_table() => ForManyJourneys(journey =>
    {
        Assert.Equal(ShipmentStatus.Created, journey.Steps[0].Status);
        Assert.Equal(ShipmentStatus.Delivered, journey.Steps[^1].Status);
        foreach (var (before, after) in journey.Steps.Zip(journey.Steps.Skip(1)))
        {
            Assert.Contains(after.Status, StatusMachine.Allowed(before.Status, held: null));
        }
    });

    [Fact]
    public void Times_grow_and_end_within_the_last_day() => ForManyJourneys(journey =>
    {
        Assert.All(journey.Steps.Zip(journey.Steps.Skip(1)), pair => Assert.True(pair.First.OccurredAt < pair.Second.OccurredAt));
        Assert.InRange(journey.End, Now.AddDays(-2), Now);
        Assert.InRange(journey.End - journey.Start, TimeSpan.FromMinutes(30), TimeSpan.FromDays(14));
    });

    [Fact]
    public void Every_scan_carries_the_offset_of_its_place() => ForManyJourneys(journey =>
        Assert.All(journey.Steps, step => Assert.Equal(step.Hub.TimeZone.GetUtcOffset(step.OccurredAt), step.OccurredAt.Offset)));

    [Fact]
    public void Couriers_work_in_the_daytime() => ForManyJourneys(journey =>
        Assert.All(
            journey.Steps.Where(
                step => step.Status is ShipmentStatus.PickedUp or ShipmentStatus.OutForDelivery or ShipmentStatus.Delivered),
            step => Assert.InRange(step.OccurredAt.Hour, 7, 22)));

    [Fact]
    public void A_parcel_is_scanned_where_it_is() => ForManyJourneys(journey =>
    {
        Assert.Equal(journey.Origin, journey.Steps[0].Hub);
        Assert.Equal(journey.Destination, journey.Steps[^1].Hub);
        Assert.All(journey.Steps, step => Assert.Contains(step.Hub.City, step.Place, StringComparison.Ordinal));
    });

    [Fact]
    public void Attempts_have_reasons_and_customs_are_met_on_borders_only() => ForManyJourneys(journey =>
    {
        Assert.All(journey.Steps.Where(step => step.Status == ShipmentStatus.DeliveryAttempted), step => Assert.NotNull(step.Reason));
        Assert.All(
            journey.Steps.Where(step => step.Status == ShipmentStatus.InCustoms),
            step => Assert.NotEqual(journey.Origin.Country, step.Hub.Country));
    });

    [Fact]
    public void Over_many_parcels_everything_happens()
    {
        var seen = Enumerable.Range(0, 500).SelectMany(seed => JourneyOf(seed).Steps).Select(step => step.Status).ToHashSet();

        Assert.Superset(
            new HashSet<ShipmentStatus>
            {
                ShipmentStatus.PickupScheduled,
                ShipmentStatus.InCustoms,
                ShipmentStatus.DeliveryAttempted,
                ShipmentStatus.AvailableForPickup,
            },
            seen);
    }

    [Fact]
    public void The_same_seed_plans_the_same_journey() => Assert.Equal(JourneyOf(4711).Steps, JourneyOf(4711).Steps);

    private static void ForManyJourneys(Action<Journey> holds) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_000), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => holds(JourneyOf(seed))));

    private static Journey JourneyOf(int seed)
    {
        var random = new Random(seed);
        var origin = Network.Hubs[random.Next(Network.Hubs.Count)];
        var level = (ServiceLevel)random.Next((int)ServiceLevel.Economy, (int)ServiceLevel.SameDay + 1);
        var destination = level == ServiceLevel.SameDay ? origin : Network.Hubs[random.Next(Network.Hubs.Count)];
        return Planner.PlanEndingBefore(Now, origin, destination, level, seed);
    }
}
