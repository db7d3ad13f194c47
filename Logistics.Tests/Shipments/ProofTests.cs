using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Logistics.Messaging;
using Logistics.Shipments.Blobs;
using Logistics.Shipments.Domain;
using Logistics.Shipments.Features.Proofs;
using Logistics.Shipments.Persistence;
using Logistics.Tests.Gateway;
using Logistics.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Logistics.Tests.Shipments;

/// <summary>Deliveries and attempts with their proof, through the public API of the running system.</summary>
public sealed class ProofTests(SystemFixture fixture) : IAsyncLifetime
{
    private Person _owner = null!; // these are set before any test runs
    private Person _driver = null!;
    private string _number = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var system = await fixture.StartedAsync(Token);
        (_owner, _driver) = (await Person.RegisterAsync(system), await Person.DriverAsync(system));
        var shipment = Person.GoodShipment.Replace(
            "\"serviceLevel\"", "\"options\": { \"signature\": true, \"minimumAge\": 18 }, \"serviceLevel\"", StringComparison.Ordinal);
        using var created = await _owner.PostAsync("/v1/shipments", shipment);
        _number = Person.NumberOf(await created.Content.ReadFromJsonAsync<JsonElement>(Token));
        await _driver.MoveAsync(_number, "PICKED_UP");
        await _driver.MoveAsync(_number, "OUT_FOR_DELIVERY");
    }

    public ValueTask DisposeAsync()
    {
        _owner.Dispose();
        _driver.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task An_attempt_and_a_delivery_are_proven_and_the_proof_reads_back_bare()
    {
        await ReportedAsync($$"""{"status":"DELIVERY_ATTEMPTED","reasonCode":"ABSENT","proof":{"photos":[{{Base64(SamplePictures.Png)}}],"position":{"latitude":48.8786,"longitude":2.3391} } }""");
        using var unsigned = await _driver.PostAsync($"/v1/shipments/{_number}/status", """{"status":"DELIVERED"}""");
        var problem = await BadRequestTests.ProblemAsync(unsigned, HttpStatusCode.Conflict, "shipment.proof_needed");
        Assert.Equal(("required", "18"), (problem.GetProperty("signature").GetString(), problem.GetProperty("minimumAge").GetString()));

        await ReportedAsync($$"""
            {"status":"DELIVERED","proof":{"signerName":"Camille Laurent","ageChecked":true,"signature":{"svgPath":"M10 80 C 40 10, 65 10, 95 80"},
             "photos":[{{Base64(SamplePictures.Jpeg)}},{{Base64(SamplePictures.Webp)}}]} }
            """);

        var items = (await _owner.GetAsync($"/v1/shipments/{_number}/proof")).GetProperty("items");
        Assert.Equal(
            ["DELIVERY_ATTEMPTED 4", "DELIVERED 5"],
            items.EnumerateArray().Select(item => $"{item.GetProperty("status").GetString()} {item.GetProperty("sequence").GetInt32()}"));
        Assert.Equal(48.8786, items[0].GetProperty("position").GetProperty("latitude").GetDouble());
        Assert.Equal(("Camille Laurent", "M10 80 C 40 10, 65 10, 95 80"),
            (items[1].GetProperty("signerName").GetString(), items[1].GetProperty("signature").GetProperty("svgPath").GetString()));
        foreach (var photo in items.EnumerateArray().SelectMany(item => item.GetProperty("photos").EnumerateArray()))
        {
            using var read = await _owner.SendAsync(HttpMethod.Get, photo.GetProperty("url").GetString()!); // not null: always there
            Assert.Equal(photo.GetProperty("mediaType").GetString(), read.Content.Headers.ContentType?.MediaType);
            Assert.DoesNotContain(
                SamplePictures.Secret, Encoding.Latin1.GetString(await read.Content.ReadAsByteArrayAsync(Token)), StringComparison.Ordinal);
        }

        using var stranger = await Person.RegisterAsync(await fixture.StartedAsync(Token));
        using var hidden = await stranger.SendAsync(HttpMethod.Get, $"/v1/shipments/{_number}/proof/photos/0");
        using var beyond = await _owner.SendAsync(HttpMethod.Get, $"/v1/shipments/{_number}/proof/photos/3");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (hidden.StatusCode, beyond.StatusCode));
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_proof_is_told_and_four_large_photos_get_through()
    {
        using var bad = await _driver.PostAsync(
            $"/v1/shipments/{_number}/proof",
            """{"status":"IN_TRANSIT","location":{"name":""},"proof":{"signature":{"svgPath":"M0 0\"/><script>"},"photos":["aGVsbG8="],"position":{"latitude":91,"longitude":0}}}""");
        var errors = (await BadRequestTests.ProblemAsync(bad, HttpStatusCode.BadRequest, "validation.failed")).GetProperty("errors");
        Assert.Superset(
            new HashSet<string> { "status", "location.city", "proof.signature", "proof.photos[0]", "proof.position" }, errors
                .EnumerateObject()
                .Select(error => error.Name)
                .ToHashSet());

        byte[] large =
        [
            .. SamplePictures.Jpeg.AsSpan(0, SamplePictures.Jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[5, 6, 0xFF, 0xD9])),
            .. new byte[(2 * 1024 * 1024) - 1_000],
            0xFF, 0xD9,
        ];
        await ReportedAsync(
            $$"""{"status":"DELIVERY_ATTEMPTED","proof":{"photos":[{{string.Join(',', Enumerable.Repeat(Base64(large), 4))}}]} }""");
    }

    [Fact]
    public async Task More_than_four_photos_can_be_is_not_even_read()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/shipments/{_number}/proof")
        {
            Content = Person.Json($"{{{new string(' ', 12 * 1024 * 1024)}}}"),
        };
        request.Headers.ExpectContinue = true; // what is too large is refused before it is sent
        using var answer = await _driver.Client.SendAsync(request, Token);

        await BadRequestTests.ProblemAsync(answer, HttpStatusCode.RequestEntityTooLarge, "request.too_large");
    }

    [Fact]
    public async Task Proofs_go_with_the_person_whose_shipment_it_was()
    {
        await ReportedAsync(
            """{"status":"DELIVERED","proof":{"signerName":"Camille Laurent","ageChecked":true,"signature":{"svgPath":"M1 1L2 2"}}}""");
        using var deleted = await _owner.SendAsync(HttpMethod.Delete, "/v1/me", $$"""{"password":"{{Person.Password}}"}""");
        Assert.True(deleted.IsSuccessStatusCode);

        await Eventually.AssertAsync(
            _ => _driver.GetAsync($"/v1/shipments/{_number}/proof"), proofs => proofs.GetProperty("items").GetArrayLength() == 0);

        // What a device brings later is kept as a step, and says nothing of anybody.
        await ReportedAsync(
            $$"""{"status":"DELIVERY_ATTEMPTED","source":"OFFLINE","occurredAt":"{{TimeProvider.System.GetUtcNow().AddMinutes(-5):O}}","note":"Camille's door","proof":{"signerName":"Camille Laurent"} }""");
        Assert.Equal(0, (await _driver.GetAsync($"/v1/shipments/{_number}/proof")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task What_is_to_go_goes_pictures_first_and_what_was_never_reported_goes_too()
    {
        await using var database = await FreshDatabase<ShipmentsDbContext>.CreateAsync(fixture, "shipmentsdb");
        await using var db = database.Open();
        var shipment = Samples.Shipment();
        var kept = Proof(shipment, Samples.Now);
        var pickedUp = shipment.ChangeStatus(Samples.Report(Logistics.Contracts.Common.V1.ShipmentStatus.PickedUp), Samples.Now);
        Assert.True(pickedUp.IsSuccess(out var change, out _));
        kept.Proves(change);
        var forgotten = Proof(shipment, TimeProvider.System.GetUtcNow().AddHours(-2));
        db.AddRange(shipment, kept, forgotten);
        await db.SaveChangesAsync(Token);
        var blobs = new PostgresBlobStore(db);
        await blobs.PutAsync(kept.PhotoKey(0), [1], Token);
        await blobs.PutAsync(forgotten.PhotoKey(0), [2], Token);

        Assert.True(await database.Connections.AnyAsync(ForgettingProofs.Due(TimeProvider.System.GetUtcNow()), Token));
        await new ForgettingProofs(db, blobs, TimeProvider.System).SweepAsync(Token);

        Assert.Equal(kept.Id, (await db.Proofs.AsNoTracking().SingleAsync(Token)).Id);
        Assert.Equal(kept.PhotoKey(0), (await db.Blobs.AsNoTracking().SingleAsync(Token)).Key);
    }

    private static Proof Proof(Shipment shipment, DateTimeOffset at) => new Proof
    {
        Id = Guid.CreateVersion7(at),
        ShipmentId = shipment.Id,
        Status = Logistics.Contracts.Common.V1.ShipmentStatus.Delivered,
        PhotoTypes = [Pictures.Png],
        RecordedAt = at,
    }.Pending(at);

    private static string Base64(byte[] content) => $"\"{Convert.ToBase64String(content)}\"";

    private async Task ReportedAsync(string body)
    {
        using var answer = await _driver.PostAsync($"/v1/shipments/{_number}/proof", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Token));
    }
}
