using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Logistics.ServiceDefaults.Results;
using Logistics.Tests.Infrastructure;
using Xunit;

namespace Logistics.Tests.Gateway;

/// <summary>The same request twice has one effect and one answer.</summary>
public sealed class IdempotencyTests(SystemFixture fixture)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_key_and_body_get_the_same_answer()
    {
        using var customer = await Person.RegisterAsync(await fixture.StartedAsync(Token));
        using var first = await customer.PostAsync("/v1/shipments", Person.GoodShipment, ("Idempotency-Key", "k1"));
        using var again = await customer.PostAsync("/v1/shipments", Person.GoodShipment.ReplaceLineEndings(" "), ("Idempotency-Key", "k1"));

        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(Token), await again.Content.ReadAsStringAsync(Token));
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal(first.Headers.ETag, again.Headers.ETag);
        Assert.False(first.Headers.Contains("Idempotent-Replayed"));
        Assert.Equal("true", again.Headers.GetValues("Idempotent-Replayed").Single());
        Assert.Single((await customer.GetAsync("/v1/shipments")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Another_body_under_the_key_is_refused()
    {
        using var customer = await Person.RegisterAsync(await fixture.StartedAsync(Token));
        using var first = await customer.PostAsync("/v1/shipments", Person.GoodShipment, ("Idempotency-Key", "k1"));
        using var other = await customer.PostAsync(
            "/v1/shipments", Person.GoodShipment.Replace("1200", "1300", StringComparison.Ordinal), ("Idempotency-Key", "k1"));

        await BadRequestTests.ProblemAsync(other, HttpStatusCode.UnprocessableEntity, "idempotency.key_reused");
    }

    [Fact]
    public async Task Another_callers_key_is_another_key()
    {
        var system = await fixture.StartedAsync(Token);
        using var one = await Person.RegisterAsync(system);
        using var two = await Person.RegisterAsync(system);
        using var first = await one.PostAsync("/v1/shipments", Person.GoodShipment, ("Idempotency-Key", "k1"));
        using var second = await two.PostAsync("/v1/shipments", Person.GoodShipment, ("Idempotency-Key", "k1"));

        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.NotEqual(first.Headers.Location, second.Headers.Location);
    }

    [Fact]
    public async Task Of_many_at_once_one_is_done()
    {
        using var customer = await Person.RegisterAsync(await fixture.StartedAsync(Token));
        var responses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            customer.PostAsync("/v1/shipments", Person.GoodShipment, ("Idempotency-Key", "k1"))));

        Assert.All(responses, response => Assert.Contains(response.StatusCode, new[] { HttpStatusCode.Created, HttpStatusCode.Conflict }));
        var numbers = new HashSet<string>();
        foreach (var response in responses.Where(response => response.StatusCode == HttpStatusCode.Created))
        {
            numbers.Add(Person.NumberOf(await response.Content.ReadFromJsonAsync<JsonElement>(Token)));
        }

        Assert.Single(numbers);
        Assert.Single((await customer.GetAsync("/v1/shipments")).GetProperty("items").EnumerateArray());
        Array.ForEach(responses, response => response.Dispose());
    }

    [Fact]
    public async Task A_repeat_while_the_first_is_in_flight_is_told_to_wait_and_a_failure_frees_the_key()
    {
        var system = await fixture.StartedAsync(Token);
        var cache = await system.ConnectionStringAsync("cache", Token);
        await using var gateway = await GatewayHost.StartAsync($"--ConnectionStrings:cache={cache}");
        await Eventually.AssertAsync(async token => (await gateway.Client.GetAsync("/health", token)).IsSuccessStatusCode);
        var key = ("Idempotency-Key", $"{Guid.CreateVersion7()}");
        var hold = gateway.Services.Shipments.Hold();
        var first = gateway.PostAsync("/v1/shipments", Person.GoodShipment, key);
        await Eventually.AssertAsync(() => gateway.Services.Shipments.Created.Count == 1);

        using var meanwhile = await gateway.PostAsync("/v1/shipments", Person.GoodShipment, key);
        await BadRequestTests.ProblemAsync(meanwhile, HttpStatusCode.Conflict, "idempotency.in_flight");

        hold.SetException(CommonErrors.DependencyUnavailable.ToRpcException());
        using var failed = await first;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, failed.StatusCode);

        using var again = await gateway.PostAsync("/v1/shipments", Person.GoodShipment, key);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.False(again.Headers.Contains("Idempotent-Replayed"));
    }
}
