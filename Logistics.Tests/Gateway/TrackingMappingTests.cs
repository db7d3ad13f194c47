using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Tracking.V1;
using Logistics.Gateway.Api;
using Xunit;

namespace Logistics.Tests.Gateway;

/// <summary>What the public is told of a place.</summary>
public sealed class TrackingMappingTests
{
    [Theory]
    [InlineData(ShipmentStatus.PickedUp)]
    [InlineData(ShipmentStatus.DeliveryAttempted)]
    [InlineData(ShipmentStatus.Delivered)]
    [InlineData(ShipmentStatus.Returned)]
    public void Of_a_door_the_city_is_told(ShipmentStatus status)
    {
        var told = Entry(status, "8 Rue des Martyrs, 3rd floor").ToApi("PKG7K3M9QX2VHDTG");

        Assert.Equal(("Paris", "Paris", "FR"), (told.Location, told.City, told.Country));
        Assert.Equal((null, null), (told.Latitude, told.Longitude));
    }

    [Theory]
    [InlineData(ShipmentStatus.InTransit)]
    [InlineData(ShipmentStatus.ArrivedAtWarehouse)]
    [InlineData(ShipmentStatus.AvailableForPickup)]
    public void Of_a_hub_it_is_told_where_it_is(ShipmentStatus status)
    {
        var told = Entry(status, "Paris Sorting Center").ToApi("PKG7K3M9QX2VHDTG");

        Assert.Equal(("Paris Sorting Center", 48.87860, 2.33910), (told.Location, told.Latitude, told.Longitude));
    }

    private static TimelineEntry Entry(ShipmentStatus status, string place) => new()
    {
        Status = status,
        Place = new Place
        {
            Name = place,
            City = "Paris",
            Country = "FR",
            Coordinates = new Coordinates { Latitude = 48.87860, Longitude = 2.33910 },
        },
        OccurredAt = new Timestamp(),
        RecordedAt = new Timestamp(),
    };
}
