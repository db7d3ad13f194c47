using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.Shipments.Features.ListShipments;
using Logistics.Shipments.Persistence;
using Logistics.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Xunit;
using ShipmentId = Logistics.Shipments.Domain.ShipmentId;
using Shipment = Logistics.Shipments.Domain.Shipment;

namespace Logistics.Tests.Shipments;

/// <summary>Lists and search, against PostgreSQL.</summary>
public sealed class SearchTests(SystemFixture fixture) : IAsyncLifetime
{
    private readonly Caller _amina = new(Guid.CreateVersion7(), [Roles.Customer]);
    private readonly Caller _support = new(Guid.CreateVersion7(), [Roles.Support]);
    private FreshDatabase<ShipmentsDbContext> _database = null!; // set before any test runs

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await FreshDatabase<ShipmentsDbContext>.CreateAsync(fixture, "shipmentsdb");

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Words_are_found_wherever_they_stand()
    {
        var first = await CreateAsync(request => (request.Recipient.Name, request.Reference) = ("Zoe Lukasz-O'Neil", "ORD-2026/0042"));
        var second = await CreateAsync(request => (request.Recipient.Name, request.Recipient.Address.City) = ("محمد بن علي", "Oran"));

        Assert.Equal([first.Id], await FoundAsync("zoe"));
        Assert.Equal([first.Id], await FoundAsync("ZOE luk")); // both begin words of it
        Assert.Empty(await FoundAsync("zoe oran")); // no shipment has both
        Assert.Equal([first.Id], await FoundAsync("ord-2026/0042"));
        Assert.Equal([first.Id], await FoundAsync("0042"));
        Assert.Equal([first.Id], await FoundAsync("o'neil"));
        Assert.Equal([second.Id], await FoundAsync("محمد"));
        Assert.Equal([second.Id, first.Id], await FoundAsync("' | !& atlas:*")); // what means something to PostgreSQL means nothing here
        Assert.Equal([second.Id], await FoundAsync(second.TrackingNumber.ToString().ToLowerInvariant()));
        Assert.Equal([first.Id], await FoundAsync(first.TrackingNumber.ToString()[..10]));
    }

    [Fact]
    public async Task Filters_hold_together_and_ones_own_are_all_that_one_sees()
    {
        var mine = await CreateAsync(request => (request.Reference, request.Recipient.Address.City) = ("R-1", "New York"));
        await CreateAsync(request => (request.Reference, request.ServiceLevel) = ("R-1", ServiceLevel.Economy));
        await CreateAsync(request => request.Reference = "R-1-2", new Caller(Guid.CreateVersion7(), [Roles.Customer]));

        Assert.Equal(2, (await ListAsync(new ListShipmentsRequest { Reference = "r-1" }, _support)).Count);
        Assert.Equal(
            [mine.Id],
            (await ListAsync(new ListShipmentsRequest { Reference = "R-1", City = "new york" }, _support)).Select(shipment => shipment.Id));
        Assert.Empty(await ListAsync(new ListShipmentsRequest { City = "York" }, _support));
        Assert.Single(await ListAsync(new ListShipmentsRequest { ServiceLevel = ServiceLevel.Economy }, _amina));
        Assert.Equal(
            2, (await ListAsync(new ListShipmentsRequest { Statuses = { ShipmentStatus.Created, ShipmentStatus.Lost } }, _amina)).Count);
        Assert.Equal(3, (await ListAsync(new ListShipmentsRequest { Search = "R" }, _support)).Count);
        Assert.Equal(2, (await ListAsync(new ListShipmentsRequest { Search = "R" }, _amina)).Count);
    }

    [Fact]
    public async Task Times_of_creation_are_held_to_the_microsecond()
    {
        var shipment = await CreateAsync(_ => { });
        var at = shipment.CreatedAt.ToTimestamp();
        var after = shipment.CreatedAt.AddMicroseconds(1).ToTimestamp();

        Assert.Single(await ListAsync(new ListShipmentsRequest { CreatedFrom = at, CreatedBefore = after }, _amina));
        Assert.Empty(await ListAsync(new ListShipmentsRequest { CreatedFrom = after }, _amina));
        Assert.Empty(await ListAsync(new ListShipmentsRequest { CreatedBefore = at }, _amina));
    }

    [Fact]
    public async Task Any_time_may_be_asked_for()
    {
        await CreateAsync(_ => { });

        Assert.Single(await ListAsync(
            new ListShipmentsRequest { CreatedFrom = At("0001-01-01"), CreatedBefore = DateTimeOffset.MaxValue.ToTimestamp() }, _amina));
        Assert.Empty(await ListAsync(new ListShipmentsRequest { CreatedBefore = At("1900-01-01") }, _amina));
    }

    [Fact]
    public async Task What_is_created_while_one_reads_moves_no_page()
    {
        var before = new List<Shipment>();
        for (var i = 0; i < 5; i++)
        {
            before.Add(await CreateAsync(_ => { }));
        }

        var read = new List<Shipment>();
        var cursor = string.Empty;
        do
        {
            await using var db = _database.Open();
            var answer = await new ListShipmentsHandler(db)
                .HandleAsync(new ListShipmentsRequest { Limit = 2, Cursor = cursor }, _amina, Cancelled);
            Assert.True(answer.IsSuccess(out var page, out _));
            read.AddRange(page.Shipments);
            cursor = page.NextCursor;
            await CreateAsync(_ => { });
        }
        while (cursor.Length > 0);

        Assert.Equal(before.Select(shipment => shipment.Id).Reverse(), read.Select(shipment => shipment.Id));
    }

    [Fact]
    public async Task Among_200_000_shipments_no_filter_reads_them_all()
    {
        var owner = await FillAsync(200_000);
        var month = new ListShipmentsRequest { CreatedFrom = At("2026-03-01"), CreatedBefore = At("2026-04-01") };
        var plans = new Dictionary<string, string>
        {
            ["all"] = await PlanAsync(new ListShipmentsRequest()),
            ["own"] = await PlanAsync(new ListShipmentsRequest(), owner),
            ["rare status"] = await PlanAsync(new ListShipmentsRequest { Statuses = { ShipmentStatus.Lost } }),
            ["two statuses"] = await PlanAsync(new ListShipmentsRequest { Statuses = { ShipmentStatus.Lost, ShipmentStatus.Damaged } }),
            ["own in a rare status"] = await PlanAsync(new ListShipmentsRequest { Statuses = { ShipmentStatus.Lost } }, owner),
            ["service"] = await PlanAsync(new ListShipmentsRequest { ServiceLevel = ServiceLevel.SameDay }),
            ["created"] = await PlanAsync(month),
            ["city"] = await PlanAsync(new ListShipmentsRequest { City = "city 77" }),
            ["own in a city"] = await PlanAsync(new ListShipmentsRequest { City = "city 77" }, owner),
            ["reference"] = await PlanAsync(new ListShipmentsRequest { Reference = "ORDER-4711" }),
            ["text"] = await PlanAsync(new ListShipmentsRequest { Search = "person4711" }),
            ["beginning of a word"] = await PlanAsync(new ListShipmentsRequest { Search = "order 471" }),
            ["own by text"] = await PlanAsync(new ListShipmentsRequest { Search = "person4711" }, owner),
            ["tracking number"] = await PlanAsync(new ListShipmentsRequest { Search = "PKG7K3M9QX2VHDTG" }),
            ["partner's number"] = await PlanAsync(new ListShipmentsRequest { Search = "RB123456785GB" }),
            ["usual status"] = await PlanAsync(new ListShipmentsRequest { Statuses = { ShipmentStatus.InTransit } }),
            ["a later page"] = await PlanAsync(
                new ListShipmentsRequest { Cursor = PageCursor.After(ShipmentId.FirstAt(month.CreatedFrom.ToDateTimeOffset())) }),
        };

        Assert.All(
            plans,
            plan => Assert.False(
                Regex.IsMatch(plan.Value, "Seq Scan on (?!status_days|status_moves)"), $"{plan.Key}:\n{plan.Value}"));
        var noneHasIt = await PlanAsync(new ListShipmentsRequest { Statuses = { ShipmentStatus.OutForDelivery } }, analyze: true);
        Assert.Matches(@"on shipments .*\(never executed\)", noneHasIt);
        Assert.Contains("ux_shipment_aliases_alias", plans["partner's number"], StringComparison.Ordinal);
        Assert.All(
            ["rare status", "two statuses"],
            filter => Assert.Contains("ix_status_changes_status_shipment_id", plans[filter], StringComparison.Ordinal));
        Assert.All(
            ["city", "reference", "text", "partner's number"],
            filter => Assert.Contains("ix_shipments_words", plans[filter], StringComparison.Ordinal));
        await using var db = _database.Open();
        var query = new ListShipmentsHandler(db).Query(new ListShipmentsRequest { Statuses = { ShipmentStatus.Lost } }, _support);
        Assert.True(query.IsSuccess(out var lost, out _));
        Assert.Equal(21, await lost.Select(shipment => shipment.Id).CountAsync(Cancelled)); // a page, and one that tells of the next
    }

    private static Timestamp At(string day) =>
        DateTimeOffset.Parse(day, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToTimestamp();

    /// <summary>
    /// Copies one shipment, the words' index made afterwards (seconds instead of minutes), with other ids, owners, statuses, times and
    /// texts: most delivered, some lost, over a year.
    /// </summary>
    private async Task<Caller> FillAsync(int count)
    {
        await CreateAsync(request => request.Reference = "TEMPLATE");
        var owner = Guid.CreateVersion7();
        await using var db = _database.Open();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(2));
        await db.Database.ExecuteSqlAsync(
            $"""
            DROP INDEX ix_shipments_words;
            INSERT INTO shipments
            SELECT copy.* FROM shipments s, generate_series(1, {count}) i, jsonb_populate_record(s, jsonb_build_object(
                'id', lpad(to_hex((1767225600000 + i * 150000::bigint)), 12, '0') || '7000' || '8000' || lpad(to_hex(i), 12, '0'),
                'tracking_number', 'PKG' || lpad(i::text, 12, '0') || 'X',
                'owner_id', CASE WHEN i % 100 = 0 THEN {owner} ELSE gen_random_uuid() END,
                'idempotency_key', NULL,
                'status', CASE
                    WHEN i % 1000 = 0 THEN 'LOST'
                    WHEN i % 1000 = 1 THEN 'DAMAGED'
                    WHEN i % 20 = 0 THEN 'IN_TRANSIT'
                    ELSE 'DELIVERED' END,
                'service_level', (ARRAY['ECONOMY', 'STANDARD', 'EXPRESS', 'SAME_DAY'])[1 + i % 4],
                'created_at', to_timestamp(1767225600 + i * 150),
                'reference', 'ORDER-' || i,
                'recipient_name', 'Person' || i,
                'recipient_city', 'City ' || i % 500)) copy
            WHERE s.reference = 'TEMPLATE';
            CREATE INDEX ix_shipments_words ON shipments USING gin (shipment_words(
                tracking_number, reference, sender_name, sender_company, sender_city, recipient_name, recipient_company, recipient_city));
            INSERT INTO status_changes (
                shipment_id, version, kind, source, previous_status, status, occurred_at, occurred_at_offset_minutes, recorded_at, actor_id)
            SELECT id, 2, 'STATUS', 'API', 'CREATED', status, created_at, 0, created_at, owner_id FROM shipments;
            ANALYZE shipments, status_changes;
            """,
            Cancelled);
        return new Caller(owner, [Roles.Customer]);
    }

    private async Task<string> PlanAsync(ListShipmentsRequest request, Caller? caller = null, bool analyze = false)
    {
        await using var db = _database.Open();
        Assert.True(new ListShipmentsHandler(db).Query(request, caller ?? _support).IsSuccess(out var query, out _));
        await using var command = query.CreateDbCommand();
        command.CommandText = $"EXPLAIN (ANALYZE {analyze}) {command.CommandText}";
        await db.Database.OpenConnectionAsync(Cancelled);
        await using var reader = await command.ExecuteReaderAsync(Cancelled);
        var lines = new List<string>();
        while (await reader.ReadAsync(Cancelled))
        {
            lines.Add(reader.GetString(0));
        }

        return string.Join('\n', lines);
    }

    private async Task<Shipment> CreateAsync(Action<CreateShipmentRequest> change, Caller? owner = null)
    {
        var request = Samples.Request();
        change(request);
        await using var db = _database.Open();
        var answer = await Samples.CreateHandler(db, RandomNumberGenerator.Create()).HandleAsync(request, owner ?? _amina, Cancelled);
        Assert.True(answer.IsSuccess(out var shipment, out var error), error?.Message);
        return shipment;
    }

    private async Task<IEnumerable<ShipmentId>> FoundAsync(string search) =>
        (await ListAsync(new ListShipmentsRequest { Search = search }, _support)).Select(shipment => shipment.Id);

    private async Task<IReadOnlyList<Shipment>> ListAsync(ListShipmentsRequest request, Caller caller)
    {
        await using var db = _database.Open();
        var answer = await new ListShipmentsHandler(db).HandleAsync(request, caller, Cancelled);
        Assert.True(answer.IsSuccess(out var page, out var error), error?.Message);
        return page.Shipments;
    }
}
