using System.Security.Cryptography;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Shipments.V1;
using Logistics.Messaging.Outbox;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Domain;
using Logistics.Shipments.Features.Bulk;
using Logistics.Shipments.Features.ChangeStatus;
using Logistics.Shipments.Persistence;
using Logistics.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Logistics.Tests.Shipments;

/// <summary>Many at once, against PostgreSQL.</summary>
public sealed class BulkTests(SystemFixture fixture) : IAsyncLifetime
{
    private readonly Caller _amina = new(Guid.CreateVersion7(), [Roles.Customer]);
    private readonly Caller _driver = new(Guid.CreateVersion7(), [Roles.Driver]);
    private FreshDatabase<ShipmentsDbContext> _database = null!; // set before any test runs

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await FreshDatabase<ShipmentsDbContext>.CreateAsync(fixture, "shipmentsdb");

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Scans_in_bulk_come_to_the_same_as_one_by_one()
    {
        var single = (await CreateAsync(Rows(30))).ConvertAll(row => row.TrackingNumber);
        var bulk = (await CreateAsync(Rows(30))).ConvertAll(row => row.TrackingNumber);
        var random = new Random(7);
        ShipmentStatus[] statuses =
        [
            ShipmentStatus.PickedUp,
            ShipmentStatus.PickedUp,
            ShipmentStatus.InTransit,
            ShipmentStatus.ArrivedAtWarehouse,
            ShipmentStatus.OutForDelivery,
            ShipmentStatus.Delivered,
            ShipmentStatus.OnHold,
            ShipmentStatus.Unspecified,
        ];
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var scans = Enumerable.Range(0, 300).Select(i => (
            Shipment: random.Next(30),
            Status: statuses[random.Next(statuses.Length)],
            Source: i % 3 == 0 ? ReportSource.Offline : ReportSource.Api,
            Key: i % 5 == 0 ? $"key-{random.Next(4)}" : "",
            MinutesAgo: random.Next(600))).ToList();

        ChangeStatusRequest Scan(List<string> numbers, int i) => new()
        {
            TrackingNumber = numbers[scans[i].Shipment],
            Status = scans[i].Status,
            Source = scans[i].Source,
            IdempotencyKey = scans[i].Key,
            OccurredAt = scans[i].Source == ReportSource.Api ? null : new() { Seconds = now - (60 * scans[i].MinutesAgo) },
        };
        var outcomes = new List<string>();
        for (var i = 0; i < scans.Count; i++)
        {
            await using var db = _database.Open();
            var answer = await new ChangeStatusHandler(Scans(db)).HandleAsync(Scan(single, i), _driver, Cancelled);
            outcomes.Add(answer.IsSuccess(out var shipment, out var error) ? $"{shipment.Status}" : error.Code);
        }

        var results = await ScanAsync(Enumerable.Range(0, scans.Count).Select(i => Scan(bulk, i)));

        Assert.Equal(
            outcomes.Select(outcome => outcome.Contains('.', StringComparison.Ordinal) ? outcome : "done"),
            results.Select(result => result.Error?.Code ?? "done"));
        Assert.Contains("shipment.transition_not_allowed", outcomes);
        Assert.Contains("idempotency.key_reused", outcomes);
        Assert.Equal(await StoryAsync(single), await StoryAsync(bulk));
    }

    [Fact]
    public async Task A_batch_takes_two_round_trips_however_many_scans()
    {
        var numbers = (await CreateAsync(Rows(50))).ConvertAll(row => row.TrackingNumber);
        using var roundTrips = new RoundTripCounter();

        var results = await ScanAsync(numbers.Select(number => PickedUp(number)));

        Assert.All(results, result => Assert.Equal((ShipmentStatus.PickedUp, 2), (result.Status, result.Version)));
        Assert.Equal(2, roundTrips.Count); // one to read, one to write
    }

    [Fact]
    public async Task The_same_batch_again_has_no_second_effect()
    {
        var rows = Rows(10, "row");
        var created = await CreateAsync(rows);
        var again = await CreateAsync(rows);
        var scans = created.Select((row, i) => PickedUp(row.TrackingNumber, $"scan-{i}")).ToList();
        await ScanAsync(scans);
        var scannedAgain = await ScanAsync(scans);

        Assert.Equal(created.Select(row => row.TrackingNumber), again.Select(row => row.TrackingNumber));
        Assert.All(scannedAgain, row => Assert.Equal(2, row.Version));
        Assert.Equal((10, 10, 20), await CountAsync());
    }

    [Fact]
    public async Task The_same_batches_at_once_make_one_of_each()
    {
        var rows = Rows(40, "row");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => CreateAsync(rows)));
        var scans = answers[0].Select(row => PickedUp(row.TrackingNumber, "scan")).ToList();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ScanAsync(scans)));

        Assert.All(answers, answer => Assert.Equal(answers[0].Select(row => row.TrackingNumber), answer.Select(row => row.TrackingNumber)));
        Assert.Equal((40, 40, 80), await CountAsync());
    }

    [Fact]
    public async Task Each_row_is_answered_on_its_own()
    {
        var rows = Rows(4, "row");
        rows[1].Recipient.Address.Country = "Algeria";
        rows[3] = new CreateShipmentRequest(rows[0]) { Reference = "another" };

        var results = await CreateAsync(rows);
        var scans = await ScanAsync(
            [PickedUp(results[0].TrackingNumber), PickedUp("PKG7K3M9QX2VHDTG"), PickedUp("nonsense"), PickedUp(results[0].TrackingNumber)]);

        Assert.Equal(["", "validation.failed", "", "idempotency.key_reused"], results.Select(result => result.Error?.Code ?? ""));
        Assert.Equal("recipient.address.country", Assert.Single(results[1].Error.Faults).Field);
        Assert.Equal([0, 404, 404, 409], scans.Select(result => result.Error?.Status ?? 0));
        Assert.Equal((2, 1, 3), await CountAsync());
    }

    [Fact]
    public async Task More_than_a_thousand_rows_are_refused()
    {
        await using var db = _database.Open();
        var answer = await new BulkScanHandler(Scans(db))
            .HandleAsync(new BulkScanRequest { Rows = { Enumerable.Repeat(PickedUp("PKG7K3M9QX2VHDTG"), 1_001) } }, _driver, Cancelled);

        Assert.Equal(ErrorKind.Validation, answer.Error?.Kind);
    }

    [Fact]
    public async Task Every_column_of_a_step_is_written()
    {
        await using var db = _database.Open();
        var table = db.Model.FindEntityType(typeof(StatusChange))!.GetTableMappings().Single().Table;

        Assert.Equal(table.Columns.Select(column => column.Name).Order(), ScanWrite.StepColumnNames.Order());
    }

    private static List<CreateShipmentRequest> Rows(int count, string? key = null) =>
        [.. Enumerable.Range(0, count).Select(i => Samples.Request(key is null ? "" : $"{key}-{i}"))];

    private static ChangeStatusRequest PickedUp(string number, string key = "") =>
        new() { TrackingNumber = number, Status = ShipmentStatus.PickedUp, IdempotencyKey = key };

    private static Scans Scans(ShipmentsDbContext db) => new(db, new ScanWrite(db, Samples.Changes), TimeProvider.System);

    private async Task<List<RowResult>> CreateAsync(IEnumerable<CreateShipmentRequest> rows)
    {
        await using var db = _database.Open();
        var handler = new BulkCreateHandler(
            db, new ShipmentInsert(db, Samples.Changes), new TrackingNumberIssuer(RandomNumberGenerator.Create()), TimeProvider.System);
        var answer = await handler.HandleAsync(new BulkCreateRequest { Rows = { rows } }, _amina, Cancelled);
        Assert.True(answer.IsSuccess(out var response, out var error), error?.Message);
        return [.. response.Rows];
    }

    private async Task<List<RowResult>> ScanAsync(IEnumerable<ChangeStatusRequest> rows)
    {
        await using var db = _database.Open();
        var answer = await new BulkScanHandler(Scans(db)).HandleAsync(new BulkScanRequest { Rows = { rows } }, _driver, Cancelled);
        Assert.True(answer.IsSuccess(out var response, out var error), error?.Message);
        return [.. response.Rows];
    }

    /// <summary>Where each shipment is, every step that it took, and what the world was told.</summary>
    private async Task<List<string>> StoryAsync(List<string> numbers)
    {
        await using var db = _database.Open();
        var story = new List<string>();
        foreach (var number in numbers)
        {
            var shipment = (await db.Shipments.AsNoTracking().ToListAsync(Cancelled))
                .Single(shipment => shipment.TrackingNumber.ToString() == number);
            var steps = await db.StatusChanges.Where(step => step.ShipmentId == shipment.Id).OrderBy(step => step.Version)
                .Select(step => $"{step.Version} {step.Kind} {step.PreviousStatus} {step.Status} {step.IdempotencyKey}")
                .ToListAsync(Cancelled);
            var events = await db.Set<OutboxMessage>().CountAsync(message => message.Subject == number, Cancelled);
            story.Add($"{shipment.Status} {shipment.HeldStatus} {shipment.Version} {events}: {string.Join("; ", steps)}");
        }

        return story;
    }

    private async Task<(int Shipments, int Steps, int Events)> CountAsync()
    {
        await using var db = _database.Open();
        return (await db.Shipments.CountAsync(Cancelled), await db.StatusChanges.CountAsync(Cancelled), await db.Set<OutboxMessage>()
            .CountAsync(Cancelled));
    }
}
