using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Net.Client;
using Logistics.Contracts.Identity.V1;
using Logistics.Contracts.Notifications.V1;
using Logistics.Contracts.Shipments.V1;
using Logistics.Tests.Gateway;
using Logistics.Tests.Infrastructure;
using Xunit;

namespace Logistics.Tests.People;

/// <summary>API keys, over the public API; and what their tokens can do where the Gateway is not asked.</summary>
public sealed class ApiKeyTests(SystemFixture fixture)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_creates_and_reads_within_its_scopes_in_either_header()
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var owner = await Person.RegisterAsync(system);
        var key = await owner.CreateKeyAsync("shipments:write", "shipments:read");
        using var byHeader = Person.WithHeader(system, "X-Api-Key", key);
        using var byBearer = Person.WithHeader(system, "Authorization", $"Bearer {key}");

        var number = await byHeader.CreateShipmentAsync();

        Assert.Equal(number, Person.NumberOf(await byBearer.GetAsync($"/v1/shipments/{number}")));
        Assert.Equal(number, Person.NumberOf(await owner.GetAsync($"/v1/shipments/{number}")));
        var listed = (await owner.GetAsync("/v1/me/api-keys")).GetProperty("items")[0];
        Assert.Equal(key[..8], listed.GetProperty("hint").GetString());
        Assert.True(listed.TryGetProperty("lastUsedAt", out _));
        Assert.DoesNotContain(key, listed.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_key_is_refused_within_the_time_that_it_is_kept()
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var owner = await Person.RegisterAsync(system);
        using var machine = Person.WithHeader(system, "X-Api-Key", await owner.CreateKeyAsync("shipments:read"));
        await machine.GetAsync("/v1/shipments");
        var id = (await owner.GetAsync("/v1/me/api-keys")).GetProperty("items")[0].GetProperty("id").GetString();

        using var revoked = await owner.SendAsync(HttpMethod.Delete, $"/v1/me/api-keys/{id}");

        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        await Eventually.AssertAsync(
            async _ =>
            {
                using var response = await machine.Client.GetAsync("/v1/shipments", Cancelled);
                return response.StatusCode;
            },
            status => status == HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task What_only_looks_like_a_key_is_refused_and_anonymous_addresses_stay_open()
    {
        var system = await fixture.StartedAsync(Cancelled);
        var unknown = Logistics.ServiceDefaults.Authentication.ApiKey.Create().Reveal();
        foreach (var key in new[] { unknown, "lk_nonsense", "nonsense" })
        {
            using var machine = Person.WithHeader(system, "X-Api-Key", key);
            using var closed = await machine.Client.GetAsync("/v1/shipments", Cancelled);
            using var open = await machine.Client.GetAsync("/v1/health", Cancelled);
            Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (closed.StatusCode, open.StatusCode));
        }
    }

    [Fact]
    public async Task An_access_token_goes_before_a_key()
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var person = await Person.RegisterAsync(system);
        person.Client.DefaultRequestHeaders.Add("X-Api-Key", "lk_nonsense");

        using var response = await person.Client.GetAsync("/v1/me", Cancelled);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("""{"name":"x","scopes":[]}""", "scopes")]
    [InlineData("""{"name":"x","scopes":["everything"]}""", "scopes")]
    [InlineData("""{"name":"x","scopes":["scans:write"]}""", "scopes")]
    [InlineData("""{"name":"","scopes":["shipments:read"]}""", "name")]
    [InlineData("""{"name":"x","scopes":["shipments:read"],"expiresAt":"2020-01-01T00:00:00Z"}""", "expiresAt")]
    [InlineData("""{"name":"x","scopes":["shipments:read"],"expiresAt":"2999-01-01T00:00:00Z"}""", "expiresAt")]
    public async Task A_key_that_cannot_be_is_refused(string body, string field)
    {
        using var customer = await Person.RegisterAsync(await fixture.StartedAsync(Cancelled));

        using var response = await customer.PostAsync("/v1/me/api-keys", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.True((await GatewayHost.ReadAsync(response)).GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task Each_service_holds_a_keys_token_to_its_scopes_by_itself()
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var owner = await Person.RegisterAsync(system);
        var key = await owner.CreateKeyAsync("tracking:read");
        using var identity = GrpcChannel.ForAddress(system.Endpoint("identity", "grpc"));
        using var shipments = GrpcChannel.ForAddress(system.Endpoint("shipments", "grpc"));
        using var notifications = GrpcChannel.ForAddress(system.Endpoint("notifications", "grpc"));
        var exchanged = await new ApiKeysService.ApiKeysServiceClient(identity)
            .ExchangeApiKeyAsync(new ExchangeApiKeyRequest { Key = key }, cancellationToken: Cancelled);
        var token = new Metadata { { "authorization", new AuthenticationHeaderValue("Bearer", exchanged.AccessToken).ToString() } };

        await DeniedAsync(
            () => new IdentityService.IdentityServiceClient(identity).GetMeAsync(new GetMeRequest(), token, cancellationToken: Cancelled));
        await DeniedAsync(() => new ProfilesService.ProfilesServiceClient(identity)
            .ListAddressesAsync(new ListAddressesRequest(), token, cancellationToken: Cancelled));
        await DeniedAsync(() => new ApiKeysService.ApiKeysServiceClient(identity)
            .CreateApiKeyAsync(new CreateApiKeyRequest(), token, cancellationToken: Cancelled));
        await DeniedAsync(() => new ShipmentsService.ShipmentsServiceClient(shipments)
            .CreateShipmentAsync(new CreateShipmentRequest(), token, cancellationToken: Cancelled));
        await DeniedAsync(() => new ShipmentsService.ShipmentsServiceClient(shipments)
            .ListShipmentsAsync(new ListShipmentsRequest(), token, cancellationToken: Cancelled));
        await DeniedAsync(() => new ShipmentsService.ShipmentsServiceClient(shipments)
            .ChangeStatusAsync(new ChangeStatusRequest(), token, cancellationToken: Cancelled));
        await DeniedAsync(() => new NotificationsService.NotificationsServiceClient(notifications)
            .ListNotificationsAsync(new ListNotificationsRequest(), token, cancellationToken: Cancelled));
    }

    private static async Task DeniedAsync<T>(Func<AsyncUnaryCall<T>> call) =>
        Assert.Equal(StatusCode.PermissionDenied, (await Assert.ThrowsAsync<RpcException>(async () => await call())).StatusCode);
}
