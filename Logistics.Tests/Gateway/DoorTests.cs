using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Logistics.Contracts.Common.V1;
using Logistics.Tests.Infrastructure;
using Microsoft.Extensions.Options;
using Xunit;

namespace Logistics.Tests.Gateway;

/// <summary>What holds for every answer: headers, limits, time-outs, pages.</summary>
public sealed class DoorTests(GatewayHost gateway) : IClassFixture<GatewayHost>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/v1/health")]
    [InlineData("/v1/nowhere")]
    [InlineData("/v1/me")]
    [InlineData("/health")]
    [InlineData("/openapi/v1.json")]
    public async Task Every_answer_has_the_security_headers(string path)
    {
        using var response = await gateway.Client.GetAsync(path, Token);

        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("DENY", response.Headers.GetValues("X-Frame-Options").Single());
        Assert.Equal("default-src 'none'; frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.False(response.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/docs", "text/html")]
    [InlineData("/docs/reference.js", "text/javascript")]
    [InlineData("/docs/reference.css", "text/css")]
    [InlineData("/confirm-email", "text/html")]
    [InlineData("/reset-password", "text/html")]
    [InlineData("/links.js", "text/javascript")]
    public async Task The_pages_are_served_and_load_nothing_from_elsewhere(string path, string type)
    {
        using var response = await gateway.Client.GetAsync(path, Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("script-src 'self'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("://", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_gathers_what_every_service_says()
    {
        var health = await gateway.Client.GetAsync("/v1/health", Token);

        var services = (await GatewayHost.ReadAsync(health)).GetProperty("services");
        Assert.Equal(
            ["gateway", "identity", "notifications", "shipments", "tracking"], services.EnumerateObject().Select(service => service.Name));
        Assert.Equal(
            "Healthy", services.GetProperty("shipments").GetProperty("checks").GetProperty("database").GetProperty("status").GetString());
    }

    [Fact]
    public async Task The_public_keys_are_passed_on()
    {
        var keys = await gateway.Client.GetFromJsonAsync<JsonElement>("/.well-known/jwks.json", Token);

        Assert.Equal("test", keys.GetProperty("keys")[0].GetProperty("kid").GetString());
    }

    [Fact]
    public async Task Other_origins_are_closed_out_by_default()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/tracking/PKG7K3M9QX2VHDTG")
        {
            Headers = { { "Origin", "https://shop.example" } },
        };
        using var response = await gateway.Client.SendAsync(request, Token);

        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_configured_origin_is_let_in_and_sees_the_headers_that_it_needs()
    {
        await using var own = await GatewayHost.StartAsync("--Gateway:AllowedOrigins:0=https://shop.example");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/tracking/PKG7K3M9QX2VHDTG")
        {
            Headers = { { "Origin", "https://shop.example" } },
        };
        using var response = await own.Client.SendAsync(request, Token);

        Assert.Equal("https://shop.example", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("ETag", response.Headers.GetValues("Access-Control-Expose-Headers").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_asks_too_much_is_told_to_wait()
    {
        await using var own = await GatewayHost.StartAsync(
            "--Gateway:RateLimits:Address:Permits=2", "--Gateway:RateLimits:Address:Window=00:10:00");
        using var first = await own.Client.GetAsync("/alive", Token);
        using var second = await own.Client.GetAsync("/alive", Token);
        using var third = await own.Client.GetAsync("/alive", Token);

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal("\"address\";q=2;w=600", first.Headers.GetValues("RateLimit-Policy").Single());
        Assert.Equal("\"address\";r=1", first.Headers.GetValues("RateLimit").Single());
        await BadRequestTests.ProblemAsync(third, HttpStatusCode.TooManyRequests, "rate_limit.exceeded");
        Assert.InRange(third.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task Callers_are_limited_each_for_themselves()
    {
        await using var own = await GatewayHost.StartAsync(
            "--Gateway:RateLimits:Caller:Permits=1", "--Gateway:RateLimits:Caller:Window=00:10:00");
        using var first = await own.PostAsync("/v1/shipments", "{}");
        using var second = await own.PostAsync("/v1/shipments", "{}");
        using var anonymous = await own.Client.GetAsync("/alive", Token);

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        await BadRequestTests.ProblemAsync(second, HttpStatusCode.TooManyRequests, "rate_limit.exceeded");
        Assert.Equal(HttpStatusCode.OK, anonymous.StatusCode);
    }

    [Fact]
    public async Task Sign_in_is_limited_more()
    {
        await using var own = await GatewayHost.StartAsync("--Gateway:RateLimits:SignIn:Permits=1");
        using var first = await own.PostAsync("/v1/auth/login", "{}");
        using var second = await own.PostAsync("/v1/auth/login", "{}");

        Assert.NotEqual(HttpStatusCode.TooManyRequests, first.StatusCode);
        await BadRequestTests.ProblemAsync(second, HttpStatusCode.TooManyRequests, "rate_limit.exceeded");
    }

    [Fact]
    public async Task Attempts_on_one_account_are_counted_together_however_it_is_written()
    {
        await using var own = await GatewayHost.StartAsync("--Gateway:RateLimits:Account:Permits=1");
        using var first = await own.PostAsync("/v1/auth/login", """{"email":"amina@example.com"}""");
        using var second = await own.PostAsync("/v1/auth/forgot", """{"email":" AMINA@example.com "}""");
        using var other = await own.PostAsync("/v1/auth/login", """{"email":"nadia@example.com"}""");
        using var none = await own.PostAsync("/v1/auth/login", "{}");

        await BadRequestTests.ProblemAsync(second, HttpStatusCode.TooManyRequests, "rate_limit.exceeded");
        Assert.All([first, other, none], answer => Assert.NotEqual(HttpStatusCode.TooManyRequests, answer.StatusCode));
    }

    [Fact]
    public async Task An_address_has_so_many_streams_open_and_no_more()
    {
        const string Number = "PKG7K3M9QX2VHDTG";
        await using var own = await GatewayHost.StartAsync("--Gateway:RateLimits:OpenStreams=1");
        own.Services.Tracking.Add(Number, ShipmentStatus.Created);
        await using (await EventReader.OpenAsync(own.Client, Number))
        {
            using var second = await own.Client.GetAsync($"/v1/tracking/{Number}/stream", Token);
            await BadRequestTests.ProblemAsync(second, HttpStatusCode.TooManyRequests, "rate_limit.exceeded");
            Assert.Equal(TimeSpan.FromSeconds(30), second.Headers.RetryAfter?.Delta);
        }

        await Eventually.AssertAsync(async token =>
        {
            using var again = await own.Client.GetAsync($"/v1/tracking/{Number}/stream", HttpCompletionOption.ResponseHeadersRead, token);
            return again.IsSuccessStatusCode;
        });
    }

    [Fact]
    public async Task Guessing_tracking_numbers_does_not_pay()
    {
        await using var own = await GatewayHost.StartAsync("--Gateway:RateLimits:TrackingMisses:Permits=2");
        own.Services.Tracking.Add("PKG7K3M9QX2VHDTG", ShipmentStatus.Created);
        for (var hit = 0; hit < 5; hit++)
        {
            using var found = await own.Client.GetAsync("/v1/tracking/PKG7K3M9QX2VHDTG", Token);
            Assert.Equal(HttpStatusCode.OK, found.StatusCode);
        }

        using var first = await own.Client.GetAsync("/v1/tracking/PKG000000000000W", Token);
        using var second = await own.Client.GetAsync("/v1/tracking/nonsense/stream", Token);
        using var third = await own.Client.GetAsync("/v1/tracking/PKG000000000001Y", Token);

        await BadRequestTests.ProblemAsync(first, HttpStatusCode.NotFound, "tracking.not_found");
        await BadRequestTests.ProblemAsync(second, HttpStatusCode.NotFound, "tracking.not_found");
        await BadRequestTests.ProblemAsync(third, HttpStatusCode.TooManyRequests, "rate_limit.exceeded");
    }

    [Theory]
    [InlineData("--services:shipments:http:0=", "services:shipments:http:0")]
    [InlineData("--services:shipments:grpc:0=nowhere", "services:shipments:grpc:0")]
    [InlineData("--Gateway:RequestTimeout=00:00:00", "RequestTimeout")]
    [InlineData("--Gateway:RateLimits:SignIn:Permits=0", "Permits")]
    [InlineData("--Gateway:Live:WatcherBuffer=0", "WatcherBuffer")]
    [InlineData("--Gateway:Idempotency:KeepFor=00:00:00", "KeepFor")]
    public async Task A_wrong_setting_stops_the_start_and_is_named(string setting, string name)
    {
        var failure = await Record.ExceptionAsync(() => GatewayHost.StartAsync(setting));

        Assert.True(failure is InvalidOperationException or OptionsValidationException, $"{failure}");
        Assert.Contains(name, failure.Message, StringComparison.Ordinal);
    }
}
