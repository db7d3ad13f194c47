using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Logistics.Contracts.Common.V1;
using Logistics.Tests.Infrastructure;
using Xunit;

namespace Logistics.Tests.Gateway;

/// <summary>The answer that anyone gets who has a number: kept for a moment; and what those get who guess.</summary>
public sealed class PublicAnswerTests(SystemFixture fixture)
{
    private const string Number = "PKG7K3M9QX2VHDTG";
    private const string Path = $"/v1/tracking/{Number}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_who_ask_for_one_parcel_cost_few_reads_and_see_what_happens_next()
    {
        await using var own = await GatewayHost.StartAsync("--Gateway:TimelinesKeptFor=00:00:02");
        own.Services.Tracking.Add(Number, ShipmentStatus.Created);

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => own.Client.GetStringAsync(Path, Token)));

        Assert.Single(answers.Distinct());
        Assert.InRange(own.Services.Tracking.Reads.Count(number => number == Number), 1, 50);
        own.Services.Tracking.Add(Number, ShipmentStatus.PickedUp);
        await Eventually.AssertAsync(
            token => own.Client.GetStringAsync(Path, token), json => json.Contains("PICKED_UP", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_known_answer_is_not_sent_again()
    {
        await using var own = await GatewayHost.StartAsync();
        own.Services.Tracking.Add(Number, ShipmentStatus.Created);
        using var first = await own.Client.GetAsync(Path, Token);
        var tag = first.Headers.ETag!; // not null: asserted by what follows

        using var again = await GetAsync(own.Client, tag);
        Assert.Equal(
            (HttpStatusCode.NotModified, tag, 0),
            (again.StatusCode, again.Headers.ETag, (await again.Content.ReadAsByteArrayAsync(Token)).Length));
        Assert.Equal("public, max-age=1", again.Headers.CacheControl!.ToString());

        own.Services.Tracking.Add(Number, ShipmentStatus.PickedUp);
        await Eventually.AssertAsync(async _ =>
        {
            using var changed = await GetAsync(own.Client, tag);
            return changed.StatusCode == HttpStatusCode.OK && !tag.Equals(changed.Headers.ETag);
        });
    }

    [Fact]
    public async Task A_failure_is_not_kept()
    {
        await using var own = await GatewayHost.StartAsync();
        own.Services.Tracking.Add(Number, ShipmentStatus.Created);
        await own.Services.GoAwayAsync();
        using var away = await own.Client.GetAsync(Path, Token);
        await own.Services.ComeBackAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, away.StatusCode);
        await Eventually.AssertAsync(async token => (await own.Client.GetAsync(Path, token)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Misses_are_slowed_and_then_refused_while_hits_cost_nothing()
    {
        await using var own = await GatewayHost.StartAsync(
            "--Gateway:RateLimits:TrackingMisses:Permits=2", "--Gateway:RateLimits:TrackingMisses:Prompt=1",
            "--Gateway:RateLimits:TrackingMisses:LongestDelay=00:00:00.5", "--Gateway:RateLimits:TrackingMisses:Window=00:10:00");
        own.Services.Tracking.Add(Number, ShipmentStatus.Created);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(own, "/v1/tracking/PKG000000000000W"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(own, Path));

        var started = Stopwatch.GetTimestamp();
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(own, "/v1/tracking/nonsense"));
        Assert.True(Stopwatch.GetElapsedTime(started) > TimeSpan.FromMilliseconds(400));

        using var refused = await own.Client.GetAsync("/v1/tracking/PKG000000000001Y", Token);
        await BadRequestTests.ProblemAsync(refused, HttpStatusCode.TooManyRequests, "rate_limit.exceeded");
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(own, Path));
    }

    [Fact]
    public async Task Gateways_count_the_misses_of_an_address_together()
    {
        var system = await fixture.StartedAsync(Token);
        string[] settings =
        [
            $"--ConnectionStrings:cache={await system.ConnectionStringAsync("cache", Token)}",
            "--Gateway:RateLimits:TrackingMisses:Permits=2", "--Gateway:RateLimits:TrackingMisses:Window=23:59:59", // nobody else's window
        ];
        await using var one = await GatewayHost.StartAsync(settings);
        await using var other = await GatewayHost.StartAsync(settings);
        other.Services.Tracking.Add(Number, ShipmentStatus.Created);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(one, "/v1/tracking/PKG000000000000W"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(one, "/v1/tracking/nonsense"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(other, Path));

        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(other, "/v1/tracking/PKG000000000000W"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(other, Path));
    }

    [Fact]
    public async Task Asking_by_partners_numbers_counts_as_guessing()
    {
        await using var own = await GatewayHost.StartAsync(
            "--Gateway:RateLimits:TrackingMisses:Permits=2", "--Gateway:RateLimits:TrackingMisses:Window=00:10:00");
        own.Services.Tracking.Add("RB123456785GB", ShipmentStatus.Created);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(own, "/v1/tracking/RB123456785GB"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(own, "/v1/tracking/rb-123456785-gb"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(own, "/v1/tracking/RB123456785GB"));
    }

    [Fact]
    public async Task Watching_by_a_partners_number_counts_before_anything_is_shown()
    {
        await using var own = await GatewayHost.StartAsync(
            "--Gateway:RateLimits:TrackingMisses:Permits=1", "--Gateway:RateLimits:TrackingMisses:Window=00:10:00");
        own.Services.Tracking.Add("RB123456785GB", ShipmentStatus.Created);

        await using var watched = await EventReader.OpenAsync(own.Client, "RB123456785GB");
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(own, "/v1/tracking/RB123456785GB/stream"));
    }

    [Theory]
    [InlineData("/00/000123450000000027", HttpStatusCode.TemporaryRedirect)]
    [InlineData("/00/000123450000000028", HttpStatusCode.NotFound)]
    [InlineData("/00/RB123456785GB", HttpStatusCode.NotFound)]
    [InlineData("/01/09506000134352", HttpStatusCode.NotFound)]
    [InlineData("/01/09506000134352/21/7", HttpStatusCode.NotFound)]
    public async Task A_GS1_Digital_Link_leads_to_the_timeline(string path, HttpStatusCode status)
    {
        await using var own = await GatewayHost.StartAsync();
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = own.Client.BaseAddress };
        using var response = await client.GetAsync(path, Token);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(status == HttpStatusCode.NotFound ? null : "/v1/tracking/000123450000000027", response.Headers.Location?.ToString());
    }

    private static async Task<HttpResponseMessage> GetAsync(HttpClient client, EntityTagHeaderValue known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path) { Headers = { IfNoneMatch = { known } } };
        return await client.SendAsync(request, Token);
    }

    private static async Task<HttpStatusCode> StatusAsync(GatewayHost gateway, string path)
    {
        using var response = await gateway.Client.GetAsync(path, Token);
        return response.StatusCode;
    }
}
