using Logistics.Contracts;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Shipments.Domain;
using Xunit;

namespace Logistics.Tests.Shipments;

/// <summary>The table of the design, written down a second time, in other words.</summary>
public sealed class StatusMachineTests
{
    private const string Table = """
        CREATED              > PICKUP_SCHEDULED PICKED_UP ARRIVED_AT_WAREHOUSE ON_HOLD CANCELLED
        PICKUP_SCHEDULED     > PICKUP_SCHEDULED PICKED_UP ARRIVED_AT_WAREHOUSE ON_HOLD CANCELLED
        PICKED_UP            > ARRIVED_AT_WAREHOUSE IN_TRANSIT OUT_FOR_DELIVERY ON_HOLD LOST DAMAGED RETURNING
        IN_TRANSIT           > IN_TRANSIT ARRIVED_AT_WAREHOUSE IN_CUSTOMS OUT_FOR_DELIVERY ON_HOLD LOST DAMAGED RETURNING
        ARRIVED_AT_WAREHOUSE > ARRIVED_AT_WAREHOUSE IN_TRANSIT IN_CUSTOMS OUT_FOR_DELIVERY AVAILABLE_FOR_PICKUP ON_HOLD LOST DAMAGED RETURNING
        IN_CUSTOMS           > IN_TRANSIT ARRIVED_AT_WAREHOUSE DISPOSED ON_HOLD LOST DAMAGED RETURNING
        OUT_FOR_DELIVERY     > DELIVERED DELIVERY_ATTEMPTED AVAILABLE_FOR_PICKUP ARRIVED_AT_WAREHOUSE ON_HOLD LOST DAMAGED RETURNING
        DELIVERY_ATTEMPTED   > OUT_FOR_DELIVERY DELIVERED ARRIVED_AT_WAREHOUSE AVAILABLE_FOR_PICKUP ON_HOLD LOST DAMAGED RETURNING
        AVAILABLE_FOR_PICKUP > DELIVERED ARRIVED_AT_WAREHOUSE ON_HOLD LOST DAMAGED RETURNING
        DAMAGED              > ARRIVED_AT_WAREHOUSE DELIVERED RETURNING DISPOSED
        LOST                 > ARRIVED_AT_WAREHOUSE DELIVERED RETURNING
        RETURNING            > RETURNING RETURNED ON_HOLD LOST DAMAGED DISPOSED
        DELIVERED            >
        RETURNED             >
        CANCELLED            >
        DISPOSED             >
        """;

    private static readonly Dictionary<string, string[]> Expected = Table
        .Split('\n', StringSplitOptions.TrimEntries)
        .Select(line => line.Split('>', StringSplitOptions.TrimEntries))
        .ToDictionary(row => row[0], row => row[1].Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public static TheoryData<ShipmentStatus, ShipmentStatus> AllPairs() =>
        [.. from one in ShipmentEventNames.Statuses from other in ShipmentEventNames.Statuses select (one, other)];

    [Theory]
    [MemberData(nameof(AllPairs))]
    public void A_step_is_allowed_as_the_table_says(ShipmentStatus from, ShipmentStatus to)
    {
        if (from == ShipmentStatus.OnHold)
        {
            return; // depends on what is held: the next test
        }

        Assert.Equal(Expected[from.ToWire()].Contains(to.ToWire()), StatusMachine.Allowed(from, held: null).Contains(to));
    }

    [Theory]
    [MemberData(nameof(AllPairs))]
    public void A_hold_ends_where_it_began_or_in_an_exception(ShipmentStatus held, ShipmentStatus to)
    {
        if (!Expected.TryGetValue(held.ToWire(), out var beforeHold) || !beforeHold.Contains("ON_HOLD"))
        {
            return; // cannot be held
        }

        var notPickedUpYet = held is ShipmentStatus.Created or ShipmentStatus.PickupScheduled;
        var expected = to == held
            || to is ShipmentStatus.Returning or ShipmentStatus.Disposed or ShipmentStatus.Lost or ShipmentStatus.Damaged
            || (to == ShipmentStatus.Cancelled && notPickedUpYet);

        Assert.Equal(expected, StatusMachine.Allowed(ShipmentStatus.OnHold, held).Contains(to));
    }

    [Fact]
    public void No_status_is_listed_twice()
    {
        var others = ShipmentEventNames.Statuses.Except([ShipmentStatus.OnHold]).ToList();
        var rows = others.Select(status => StatusMachine.Allowed(status, held: null)).ToList();
        var holds = others.Where((_, i) => rows[i].Contains(ShipmentStatus.OnHold))
            .Select(held => StatusMachine.Allowed(ShipmentStatus.OnHold, held));

        Assert.All(rows.Concat(holds), row => Assert.Equal(row.Length, row.Distinct().Count()));
    }

    [Fact]
    public void What_is_terminal_leads_nowhere_and_nothing_else_does()
    {
        var leadNowhere = Expected.Where(row => row.Value.Length == 0).Select(row => row.Key).Order();

        Assert.Equal(leadNowhere, ShipmentEventNames.Statuses.Where(StatusMachine.IsTerminal).Select(status => status.ToWire()).Order());
    }

    [Fact]
    public void The_table_here_has_every_status()
    {
        Assert.Equal(
            ShipmentEventNames.Statuses.Except([ShipmentStatus.OnHold]).Select(status => status.ToWire()).Order(), Expected.Keys.Order());
    }
}
