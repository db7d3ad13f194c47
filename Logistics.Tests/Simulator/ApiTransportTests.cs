using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Logistics.Contracts.Common.V1;
using Logistics.Simulator.Api;
using Xunit;

namespace Logistics.Tests.Simulator;

public sealed class ApiTransportTests
{
    private static readonly ApiRequest Request =
        ApiRequest.Post("/v1/auth/login", new LoginRequest("a@b.example", "secret"), ApiJsonContext.Default.LoginRequest, "key-1");

    private readonly JumpingClock _clock = new();
    private readonly List<string> _troubles = [];

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    public async Task A_passing_refusal_is_tried_again_with_the_same_key(HttpStatusCode status)
    {
        var server = new ScriptedServer(() => new(status), () => new(status), Shipment);

        var answer = await SendAsync(server);

        Assert.Equal(ShipmentStatus.PickedUp, answer!.Status);
        Assert.Equal(["key-1", "key-1", "key-1"], server.Keys);
        Assert.Equal(2, _troubles.Count);
    }

    [Fact]
    public async Task A_broken_connection_is_tried_again()
    {
        var server = new ScriptedServer(() => throw new HttpRequestException("Connection refused"), Shipment);

        Assert.Equal("PKG7K3M9QX2VHDTG", (await SendAsync(server))!.TrackingNumber);
        Assert.Equal(["key-1", "key-1"], server.Keys);
    }

    [Fact]
    public async Task A_request_whose_first_attempt_is_still_in_flight_waits_for_it()
    {
        var server = new ScriptedServer(() => Problem(HttpStatusCode.Conflict, "idempotency.in_flight"), Shipment);

        Assert.NotNull(await SendAsync(server));
    }

    [Fact]
    public async Task The_pause_is_the_one_that_the_server_asks_for()
    {
        var server = new ScriptedServer(
            () => new(HttpStatusCode.TooManyRequests) { Headers = { RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(7)) } },
            () => new(HttpStatusCode.ServiceUnavailable)
            {
                Headers = { RetryAfter = new RetryConditionHeaderValue(_clock.GetUtcNow().AddSeconds(4)) },
            },
            Shipment);

        await SendAsync(server);

        Assert.Equal(TimeSpan.FromSeconds(11), _clock.Jumped);
    }

    [Fact]
    public async Task Patience_ends()
    {
        var server = new ScriptedServer(() => new(HttpStatusCode.ServiceUnavailable));

        var failure = await Assert.ThrowsAsync<ApiException>(() => SendAsync(server));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, failure.Status);
        Assert.InRange(_clock.Jumped, TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(30));
        Assert.InRange(server.Keys.Count, 10, 40);
    }

    [Fact]
    public async Task A_final_refusal_is_not_tried_again()
    {
        var server = new ScriptedServer(() => Problem(HttpStatusCode.Conflict, "shipment.transition_not_allowed"));

        var failure = await Assert.ThrowsAsync<ApiException>(() => SendAsync(server));

        Assert.Equal((HttpStatusCode.Conflict, "shipment.transition_not_allowed"), (failure.Status, failure.Code));
        Assert.Single(server.Keys);
    }

    [Fact]
    public async Task A_cancelled_request_stays_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        using var http = new HttpClient(new ScriptedServer(Shipment)) { BaseAddress = new Uri("http://localhost") };
        var transport = new ApiTransport(http, _clock, TimeSpan.FromSeconds(30), _troubles.Add);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => transport.SendAsync(Request, null, ApiJsonContext.Default.ShipmentAnswer, cancelled.Token));
    }

    private async Task<ShipmentAnswer?> SendAsync(ScriptedServer server)
    {
        using var http = new HttpClient(server) { BaseAddress = new Uri("http://localhost") };
        var transport = new ApiTransport(http, _clock, TimeSpan.FromSeconds(30), _troubles.Add);
        return await transport.SendAsync(Request, "token", ApiJsonContext.Default.ShipmentAnswer, TestContext.Current.CancellationToken);
    }

    private static HttpResponseMessage Shipment() =>
        new(HttpStatusCode.Created)
        {
            Content = new StringContent("""{"trackingNumber":"PKG7K3M9QX2VHDTG","status":"PICKED_UP","version":2,"more":[]}"""),
        };

    private static HttpResponseMessage Problem(HttpStatusCode status, string code) =>
        new(status) { Content = JsonContent.Create(new { title = "No", status = (int)status, code }) };

    /// <summary>Gives its answers in turn, the last one for ever.</summary>
    private sealed class ScriptedServer(params Func<HttpResponseMessage>[] answers) : HttpMessageHandler
    {
        public List<string> Keys { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Keys.Add(request.Headers.GetValues("Idempotency-Key").Single());
            return Task.FromResult(answers[Math.Min(Keys.Count, answers.Length) - 1]());
        }
    }
}
