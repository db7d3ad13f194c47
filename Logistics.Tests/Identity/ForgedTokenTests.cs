using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using Logistics.Contracts.Identity.V1;
using Logistics.Contracts.Notifications.V1;
using Logistics.Contracts.Shipments.V1;
using Logistics.Tests.Identity.Support;
using Logistics.Tests.Infrastructure;
using Logistics.Tests.ServiceDefaults;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace Logistics.Tests.Identity;

/// <summary>No service takes the Gateway's word for who is calling: each refuses forged tokens at its own door.</summary>
public sealed class ForgedTokenTests(SystemFixture fixture)
{
    private static readonly string[] Forgeries =
        ["none", "another key", "unknown key", "public key as secret", "expired", "not yet", "other issuer", "other audience", "no token"];

    /// <summary>Tracking has no method that asks who calls.</summary>
    public static TheoryData<string, string> Cases =>
        new MatrixTheoryData<string, string>(["identity", "shipments", "notifications"], Forgeries);

    public static TheoryData<string> AtTheGateway => [.. Forgeries];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Each_service_refuses_it(string service, string forgery)
    {
        var system = await fixture.StartedAsync(Cancelled);
        var token = await ForgeAsync(system, forgery);
        using var channel = GrpcChannel.ForAddress(system.Endpoint(service, "grpc"));

        var exception = await Assert.ThrowsAsync<RpcException>(() => CallAsync(service, channel, token));

        Assert.Equal(StatusCode.Unauthenticated, exception.StatusCode);
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("shipments")]
    [InlineData("notifications")]
    public async Task The_same_token_without_a_fault_is_taken(string service)
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var channel = GrpcChannel.ForAddress(system.Endpoint(service, "grpc"));

        var refused = await Record.ExceptionAsync(async () => await CallAsync(service, channel, await RealSigner.SignAsync(system)));

        Assert.NotEqual(StatusCode.Unauthenticated, (refused as RpcException)?.StatusCode); // Identity does not know the account
    }

    [Theory]
    [MemberData(nameof(AtTheGateway))]
    public async Task The_Gateway_refuses_it(string forgery)
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/me");
        request.Headers.Authorization = new("Bearer", await ForgeAsync(system, forgery));

        using var answer = await system.Gateway.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    /// <summary>With the id of Identity's real key, which anyone may read.</summary>
    private static async Task<string> ForgeAsync(RunningSystem system, string forgery)
    {
        using var http = new HttpClient { BaseAddress = system.Endpoint("identity") };
        var keys = new JsonWebKeySet(await http.GetStringAsync("/.well-known/jwks.json", Cancelled));
        using var forge = new TokenForge { KeyId = keys.Keys[0].Kid };
        return forgery switch
        {
            "none" => forge.Unsigned(),
            "another key" => forge.SignedByAnother(forge.KeyId),
            "unknown key" => forge.SignedByAnother("made-up"),
            "public key as secret" => forge.SignedWithThePublicKey(),
            "expired" => await RealSigner.SignAsync(system, ahead: TimeSpan.FromHours(-1)),
            "not yet" => await RealSigner.SignAsync(system, ahead: TimeSpan.FromHours(1)),
            "other issuer" => await RealSigner.SignAsync(system, change: options => options.Issuer = "someone-else"),
            "other audience" => await RealSigner.SignAsync(system, change: options => options.Audience = "something-else"),
            "no token" => string.Empty,
            _ => throw new ArgumentOutOfRangeException(nameof(forgery)),
        };
    }

    private static async Task CallAsync(string service, GrpcChannel channel, string token)
    {
        var headers = new Metadata();
        if (token.Length > 0)
        {
            headers.Add("authorization", $"Bearer {token}");
        }

        _ = service switch
        {
            "identity" => await new IdentityService.IdentityServiceClient(channel)
                .GetMeAsync(new GetMeRequest(), headers, cancellationToken: Cancelled) as object,
            "shipments" => await new ShipmentsService.ShipmentsServiceClient(channel)
                .ListShipmentsAsync(new ListShipmentsRequest(), headers, cancellationToken: Cancelled),
            "notifications" => await new NotificationsService.NotificationsServiceClient(channel)
                .ListNotificationsAsync(new ListNotificationsRequest(), headers, cancellationToken: Cancelled),
            _ => throw new ArgumentOutOfRangeException(nameof(service)),
        };
    }
}
