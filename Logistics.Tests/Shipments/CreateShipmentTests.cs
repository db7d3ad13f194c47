using System.Security.Cryptography;
using Logistics.Contracts.Shipments.V1;
using Logistics.Messaging.Outbox;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Domain;
using Logistics.Shipments.Features.Bulk;
using Logistics.Shipments.Features.CreateShipment;
using Logistics.Shipments.Persistence;
using Logistics.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Shipment = Logistics.Shipments.Domain.Shipment;

namespace Logistics.Tests.Shipments;

/// <summary>Creating, against PostgreSQL.</summary>
public sealed class CreateShipmentTests(SystemFixture fixture) : IAsyncLifetime
{
    private readonly Caller _amina = new(Guid.CreateVersion7(), [Roles.Customer]);
    private FreshDatabase<ShipmentsDbContext> _database = null!; // set before any test runs

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _database = await FreshDatabase<ShipmentsDbContext>.CreateAsync(fixture, "shipmentsdb");

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task What_is_created_reads_back_the_same()
    {
        var created = await CreatedAsync(Samples.RequestWithAll(TimeProvider.System.GetUtcNow()));

        await using var db = _database.Open();
        var read = await db.Shipments.AsNoTracking().SingleAsync(Cancellation);

        Assert.Equivalent(created, read, strict: true);
    }

    [Fact]
    public async Task Every_column_of_the_table_is_written()
    {
        await using var db = _database.Open();
        var table = db.Model.FindEntityType(typeof(Shipment))!.GetTableMappings().Single().Table;

        Assert.Equal(table.Columns.Select(column => column.Name).Order(), ShipmentInsert.ColumnNames.Order());
    }

    [Fact]
    public async Task Creating_takes_one_round_trip()
    {
        await CreatedAsync(Samples.Request()); // the first also opens a connection
        using var roundTrips = new RoundTripCounter();

        await CreatedAsync(Samples.Request("key"));

        Assert.Equal(1, roundTrips.Count);
    }

    [Fact]
    public async Task A_tracking_number_that_is_taken_is_replaced_by_another()
    {
        var first = await CreatedAsync(Samples.Request(), random: new ScriptedRandom(7));
        var second = await CreatedAsync(Samples.Request(), random: new ScriptedRandom(7, 7, 8));

        Assert.NotEqual(first.TrackingNumber, second.TrackingNumber);
        Assert.Equal((2, 2), await CountAsync());
    }

    [Fact]
    public async Task The_same_request_at_once_many_times_makes_one_shipment()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CreatedAsync(Samples.Request("key"))));

        Assert.Single(answers.Select(answer => answer.TrackingNumber).Distinct());
        Assert.Equal((1, 1), await CountAsync());
    }

    [Fact]
    public async Task A_repeat_is_answered_also_when_its_windows_have_gone_by()
    {
        var clock = new SteppedClock();
        var request = Samples.RequestWithAll(clock.GetUtcNow());
        request.IdempotencyKey = "key";
        await using var db = _database.Open();
        var (insert, numbers) = (new ShipmentInsert(db, Samples.Changes), new TrackingNumberIssuer(RandomNumberGenerator.Create()));
        var create = new CreateShipmentHandler(db, new ShipmentCreation(insert, numbers, clock), clock);
        Assert.True((await create.HandleAsync(request, _amina, Cancellation)).IsSuccess(out var first, out _));

        clock.Advance(TimeSpan.FromDays(3));

        Assert.True((await create.HandleAsync(request, _amina, Cancellation)).IsSuccess(out var again, out var error), error?.Message);
        Assert.Equal(first.TrackingNumber, again.TrackingNumber);
        var bulk = new BulkCreateHandler(db, insert, numbers, clock);
        var repeatAndAnother = new BulkCreateRequest
        {
            Rows = { request, new CreateShipmentRequest(request) { IdempotencyKey = "other" } },
        };
        Assert.True((await bulk.HandleAsync(repeatAndAnother, _amina, Cancellation)).IsSuccess(out var rows, out _));

        Assert.Equal([first.TrackingNumber.ToString(), ""], rows.Rows.Select(row => row.TrackingNumber));
        Assert.Equal("validation.failed", rows.Rows[1].Error.Code);
        Assert.Equal((1, 1), await CountAsync());
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        await CreatedAsync(Samples.Request("key"));
        var other = Samples.Request("key");
        other.Reference = "ORDER-2";

        var answer = await CreateAsync(other, _amina);

        Assert.Equal(ErrorKind.KeyReused, answer.Error?.Kind);
        Assert.Equal((1, 1), await CountAsync());
    }

    [Fact]
    public async Task Two_owners_may_use_the_same_key()
    {
        await CreatedAsync(Samples.Request("key"));

        Assert.Null((await CreateAsync(Samples.Request("key"), new Caller(Guid.CreateVersion7(), [Roles.Customer]))).Error);
        Assert.Equal((2, 2), await CountAsync());
    }

    [Fact]
    public async Task Staff_do_not_create()
    {
        var answer = await CreateAsync(Samples.Request(), new Caller(Guid.CreateVersion7(), [Roles.Driver]));

        Assert.Equal(ErrorKind.Forbidden, answer.Error?.Kind);
        Assert.Equal((0, 0), await CountAsync());
    }

    private async Task<Shipment> CreatedAsync(CreateShipmentRequest request, RandomNumberGenerator? random = null)
    {
        var answer = await CreateAsync(request, _amina, random);
        Assert.True(answer.IsSuccess(out var shipment, out var error), error?.Message);
        return shipment;
    }

    private async Task<Result<Shipment>> CreateAsync(CreateShipmentRequest request, Caller caller, RandomNumberGenerator? random = null)
    {
        await using var db = _database.Open();
        var handler = Samples.CreateHandler(db, random ?? RandomNumberGenerator.Create());
        return await handler.HandleAsync(request, caller, Cancellation);
    }

    private async Task<(int Shipments, int Events)> CountAsync()
    {
        await using var db = _database.Open();
        return (await db.Shipments.CountAsync(Cancellation), await db.Set<OutboxMessage>().CountAsync(Cancellation));
    }
}
