using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Logistics.Tests.Gateway;
using Logistics.Tests.Infrastructure;
using Xunit;

namespace Logistics.Tests.Shipments;

/// <summary>Partners' numbers over the public API.</summary>
public sealed class AliasTests(SystemFixture fixture)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_shipment_is_known_by_its_partners_numbers_and_no_other_is()
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var customer = await Person.RegisterAsync(system);
        using var stranger = await Person.RegisterAsync(system);
        using var driver = await Person.DriverAsync(system);
        var (number, other) = (await customer.CreateShipmentAsync(), await customer.CreateShipmentAsync());
        var (post, pallet) = Fresh();

        using var set = await SetAsync(customer, number, post.ToLowerInvariant(), $"(00) {pallet}");
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);
        Assert.Equal("\"2\"", set.Headers.ETag?.Tag);
        var numbers = (await set.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("numbers");
        Assert.Equal([post, pallet], numbers.EnumerateArray().Select(alias => alias.GetString()));
        Assert.Equal(number, Person.NumberOf(await customer.GetAsync($"/v1/shipments/{post}")));
        Assert.Equal([number], await SearchAsync(customer, $"{post[..2]} {post[2..11].ToLowerInvariant()} {post[11..]}"));
        Assert.Equal([number], await SearchAsync(customer, pallet));
        Assert.Empty(await SearchAsync(stranger, pallet));

        using var taken = await SetAsync(customer, other, pallet);
        await BadRequestTests.ProblemAsync(taken, HttpStatusCode.Conflict, "shipment.alias_taken");
        using var wrong = await SetAsync(customer, other, "RB123456786US");
        await BadRequestTests.ProblemAsync(wrong, HttpStatusCode.BadRequest, "validation.failed");

        await driver.MoveAsync(pallet, "PICKED_UP");
        using var scanned = await driver.PostAsync("/v1/scans:bulk", $$"""[{"trackingNumber":"{{post}}","status":"IN_TRANSIT"}]""");
        Assert.Equal(
            number,
            (await scanned.Content.ReadFromJsonAsync<JsonElement>(Cancelled))
                .GetProperty("rows")[0]
                .GetProperty("trackingNumber")
                .GetString());

        using var held = await driver.PostAsync(
            $"/v1/shipments/{post}/proof", """{"status":"DAMAGED","proof":{"position":{"latitude":36.7,"longitude":3.0}}}""");
        Assert.Equal(HttpStatusCode.OK, held.StatusCode);
        using var returned = await customer.PostAsync($"/v1/shipments/{pallet}/return", "{}");
        Assert.Equal((HttpStatusCode.OK, null), (returned.StatusCode, returned.Headers.Location));

        using var gone = await SetAsync(customer, number);
        using var unknown = await customer.Client.GetAsync($"/v1/shipments/{post}", Cancelled);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (gone.StatusCode, unknown.StatusCode));
        using var free = await SetAsync(customer, other, pallet);
        Assert.Equal(HttpStatusCode.OK, free.StatusCode);
    }

    private static async Task<IEnumerable<string>> SearchAsync(Person person, string text) =>
        (await person.GetAsync($"/v1/shipments?search={Uri.EscapeDataString(text)}")).GetProperty("items").EnumerateArray()
            .Select(Person.NumberOf);

    private static Task<HttpResponseMessage> SetAsync(Person person, string shipment, params string[] numbers) =>
        person.SendAsync(
            HttpMethod.Put,
            $"/v1/shipments/{shipment}/aliases",
            $$"""{"numbers":[{{string.Join(',', numbers.Select(number => $"\"{number}\""))}}]}""");

    /// <summary>Numbers with their check digits that no other run has used.</summary>
    private static (string Post, string Pallet) Fresh()
    {
        var serial = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() % 100_000_000;
        var posts = Enumerable.Range(0, 10).Select(check => $"RB{serial:D8}{check}GB");
        var pallets = Enumerable.Range(0, 10).Select(check => $"0{serial:D16}{check}");
        return (posts.Single(number => Logistics.Contracts.PartnerNumber.TryParse(number, out _)), pallets.Single(
            number => Logistics.Contracts.PartnerNumber.TryParse(number, out _)));
    }
}
