using System.Security.Cryptography;
using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Contracts.Shipments.V1;
using Logistics.Messaging.Outbox;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Domain;
using Logistics.Shipments.Features.ChangeStatus;
using Logistics.Shipments.Features.GetShipment;
using Logistics.Shipments.Features.ListShipments;
using Logistics.Shipments.Persistence;
using Logistics.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Shipment = Logistics.Shipments.Domain.Shipment;

namespace Logistics.Tests.Shipments;

/// <summary>Changing, reading and listing, against PostgreSQL.</summary>
public sealed class ChangeStatusTests(SystemFixture fixture) : IAsyncLifetime
{
    private readonly Caller _amina = new(Guid.CreateVersion7(), [Roles.Customer]);
    private readonly Caller _someoneElse = new(Guid.CreateVersion7(), [Roles.Customer]);
    private readonly Caller _driver = new(Guid.CreateVersion7(), [Roles.Driver]);
    private FreshDatabase<ShipmentsDbContext> _database = null!; // set before any test runs
    private string _number = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await FreshDatabase<ShipmentsDbContext>.CreateAsync(fixture, "shipmentsdb");
        _number = (await CreateAsync()).TrackingNumber.ToString();
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_change_is_saved_with_its_event_and_what_was_reported()
    {
        var request = Request(ShipmentStatus.PickedUp);
        request.Place = new Place
        {
            Name = "Depot",
            City = "Algiers",
            Country = "DZ",
            Coordinates = new Coordinates { Latitude = 36.7, Longitude = 3.1 },
        };
        request.OccurredAt = TimeProvider.System.GetUtcNow().AddMinutes(-5).ToTimestamp();
        request.OccurredAtOffsetMinutes = 60;
        request.Note = "Two boxes";

        Assert.Null((await ChangeAsync(request)).Error);

        await using var db = _database.Open();
        var change = await db.StatusChanges.AsNoTracking().SingleAsync(Cancellation);
        var @event = Assert.IsType<ShipmentStatusChanged>((await EventsAsync())[^1]);
        Assert.Equal(("Depot", "Two boxes", 60), (change.Place?.Name, change.Note, change.OccurredAtOffsetMinutes));
        Assert.Equal(("shipment.picked_up", 2, TimeSpan.FromHours(1)), (@event.EventName, @event.Sequence, @event.OccurredAt.Offset));
    }

    [Fact]
    public async Task Changes_at_once_all_get_through_one_after_the_other()
    {
        await MoveAsync(ShipmentStatus.PickedUp, ShipmentStatus.InTransit);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ChangeAsync(Request(ShipmentStatus.InTransit))));

        Assert.All(answers, answer => Assert.Null(answer.Error));
        Assert.Equal(Enumerable.Range(1, 23), (await EventsAsync()).Cast<ShipmentEvent>().Select(@event => @event.Sequence).Order());
    }

    [Fact]
    public async Task Of_the_same_step_at_once_many_times_one_is_taken()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ChangeAsync(Request(ShipmentStatus.PickedUp))));

        Assert.Single(answers, answer => answer.Error is null);
        Assert.Equal(19, answers.Count(answer => answer.Error?.Kind == ErrorKind.IllegalState));
        Assert.Equal(2, (await EventsAsync()).Count);
    }

    [Fact]
    public async Task The_same_request_at_once_many_times_takes_effect_once()
    {
        await MoveAsync(ShipmentStatus.PickedUp, ShipmentStatus.InTransit);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ChangeAsync(Request(ShipmentStatus.InTransit, key: "key"))));

        Assert.All(answers, answer => Assert.Null(answer.Error));
        Assert.Equal(4, (await EventsAsync()).Count);
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        await ChangeAsync(Request(ShipmentStatus.PickedUp, key: "key"));

        Assert.Equal(ErrorKind.KeyReused, (await ChangeAsync(Request(ShipmentStatus.InTransit, key: "key"))).Error?.Kind);
    }

    [Fact]
    public async Task A_stale_version_is_refused_and_of_two_with_the_current_one_is()
    {
        await MoveAsync(ShipmentStatus.PickedUp, ShipmentStatus.InTransit);

        Assert.Equal(ErrorKind.StaleVersion, (await ChangeAsync(Request(ShipmentStatus.InTransit, version: 2))).Error?.Kind);

        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => ChangeAsync(Request(ShipmentStatus.InTransit, version: 3))));
        Assert.Single(both, answer => answer.Error is null);
        Assert.Single(both, answer => answer.Error?.Kind == ErrorKind.StaleVersion);
    }

    [Fact]
    public async Task An_owner_cancels_and_does_nothing_else()
    {
        Assert.Equal(ErrorKind.Forbidden, (await ChangeAsync(Request(ShipmentStatus.PickedUp), _amina)).Error?.Kind);
        Assert.Null((await ChangeAsync(Request(ShipmentStatus.Cancelled), _amina)).Error);
    }

    [Theory]
    [InlineData("PKG000000000000W")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task Unknown_malformed_and_someone_elses_are_answered_alike(string number)
    {
        var unknown = Request(ShipmentStatus.Cancelled);
        unknown.TrackingNumber = number;

        var errors = new[]
        {
            (await ChangeAsync(unknown)).Error,
            (await ChangeAsync(Request(ShipmentStatus.Cancelled), _someoneElse)).Error,
            (await GetAsync(number, _driver)).Error,
            (await GetAsync(_number, _someoneElse)).Error,
        };

        Assert.All(errors, error => Assert.Same(ShipmentErrors.NotFound, error));
        Assert.Null((await GetAsync(_number.ToLowerInvariant().Insert(3, "-"), _amina)).Error);
        Assert.Null((await GetAsync(_number, _driver)).Error);
    }

    [Fact]
    public async Task A_list_pages_through_ones_own_shipments_newest_first()
    {
        for (var i = 0; i < 4; i++)
        {
            await CreateAsync();
        }

        var first = await ListAsync(new ListShipmentsRequest { Limit = 3 });
        await CreateAsync(); // newer than the first page: must not shift the second
        var second = await ListAsync(new ListShipmentsRequest { Limit = 3, Cursor = first.NextCursor });

        var ids = first.Shipments.Concat(second.Shipments).Select(shipment => shipment.Id.Value).ToList();
        Assert.Equal((3, 2, ""), (first.Shipments.Count, second.Shipments.Count, second.NextCursor));
        Assert.Equal(ids.OrderDescending(), ids);
    }

    [Fact]
    public async Task A_list_has_ones_own_the_staffs_has_all_and_the_status_filters()
    {
        await CreateAsync(_someoneElse);
        await MoveAsync(ShipmentStatus.PickedUp);

        Assert.Single((await ListAsync(new ListShipmentsRequest())).Shipments);
        Assert.Equal(2, (await ListAsync(new ListShipmentsRequest(), _driver)).Shipments.Count);
        Assert.Single((await ListAsync(new ListShipmentsRequest { Statuses = { ShipmentStatus.PickedUp } }, _driver)).Shipments);
    }

    private ChangeStatusRequest Request(ShipmentStatus status, int version = 0, string key = "") =>
        new() { TrackingNumber = _number, Status = status, ExpectedVersion = version, IdempotencyKey = key };

    private async Task MoveAsync(params ShipmentStatus[] steps)
    {
        foreach (var step in steps)
        {
            Assert.Null((await ChangeAsync(Request(step))).Error);
        }
    }

    private async Task<Result<Shipment>> ChangeAsync(ChangeStatusRequest request, Caller? caller = null)
    {
        await using var db = _database.Open();
        return await new ChangeStatusHandler(new Scans(db, new ScanWrite(db, Samples.Changes), TimeProvider.System))
            .HandleAsync(request, caller ?? _driver, Cancellation);
    }

    private async Task<Result<Shipment>> GetAsync(string number, Caller caller)
    {
        await using var db = _database.Open();
        return await new GetShipmentHandler(db).HandleAsync(new GetShipmentRequest { TrackingNumber = number }, caller, Cancellation);
    }

    private async Task<ShipmentPage> ListAsync(ListShipmentsRequest request, Caller? caller = null)
    {
        await using var db = _database.Open();
        var answer = await new ListShipmentsHandler(db).HandleAsync(request, caller ?? _amina, Cancellation);
        Assert.True(answer.IsSuccess(out var page, out var error), error?.Message);
        return page;
    }

    private async Task<Shipment> CreateAsync(Caller? caller = null)
    {
        await using var db = _database.Open();
        var handler = Samples.CreateHandler(db, RandomNumberGenerator.Create());
        Assert.True((await handler.HandleAsync(Samples.Request(), caller ?? _amina, Cancellation)).IsSuccess(out var shipment, out _));
        return shipment;
    }

    private async Task<IReadOnlyList<IEvent>> EventsAsync()
    {
        await using var db = _database.Open();
        var rows = await db.Set<OutboxMessage>().AsNoTracking().OrderBy(message => message.Id).ToListAsync(Cancellation);
        return [.. rows.Select(row => EventCatalogue.Deserialize(row.EventName, row.Body))];
    }
}
