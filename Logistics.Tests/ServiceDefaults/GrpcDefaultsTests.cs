using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using Logistics.Contracts.Identity.V1;
using Logistics.ServiceDefaults;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Logistics.Tests.ServiceDefaults;

public sealed class GrpcDefaultsTests : IAsyncLifetime
{
    private readonly TokenForge _forge = new();
    private LoopbackService? _back;
    private LoopbackService? _front;
    private GrpcChannel? _channel;

    private IdentityService.IdentityServiceClient Client => new(_channel);

    [Fact]
    public async Task A_bug_is_Internal_and_says_nothing_of_itself()
    {
        var exception = await Assert.ThrowsAsync<RpcException>(async () => await RegisterAsync("bug"));

        Assert.Equal(StatusCode.Internal, exception.StatusCode);
        Assert.DoesNotContain("connection string", exception.ToString(), StringComparison.Ordinal);
        Assert.Equal(CommonErrors.Internal.Code, exception.ToError().Code);
    }

    [Theory]
    [InlineData("database away")]
    [InlineData("database away, wrapped")]
    public async Task A_dependency_that_is_away_is_Unavailable(string what)
    {
        var exception = await Assert.ThrowsAsync<RpcException>(async () => await RegisterAsync(what));

        Assert.Equal(StatusCode.Unavailable, exception.StatusCode);
        Assert.Equal("dependency.unavailable", exception.ToError().Code);
    }

    [Fact]
    public async Task An_expected_error_arrives_whole()
    {
        var exception = await Assert.ThrowsAsync<RpcException>(async () => await RegisterAsync("taken"));

        Assert.Equal((FakeIdentity.Taken.Code, ErrorKind.KeyReused), (exception.ToError().Code, exception.ToError().Kind));
    }

    [Fact]
    public async Task A_method_without_a_word_about_callers_is_closed()
    {
        var exception = await Assert.ThrowsAsync<RpcException>(async () =>
            await Client.GetMeAsync(new GetMeRequest(), cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(StatusCode.Unauthenticated, exception.StatusCode);
    }

    [Fact]
    public async Task A_unary_call_without_a_deadline_gets_one_from_the_server()
    {
        var answer = await Client.SignInAsync(new SignInRequest(), cancellationToken: TestContext.Current.CancellationToken);

        Assert.InRange(answer.ExpiresIn, 25, 30);
    }

    [Fact]
    public async Task A_service_passes_the_callers_token_on()
    {
        var user = Guid.CreateVersion7();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/me");
        request.Headers.Authorization = new("Bearer", _forge.Good(user));

        var answer = await _front!.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(user.ToString(), await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_service_gives_its_calls_a_deadline()
    {
        var answer = await _front!.Http.GetStringAsync("/deadline", TestContext.Current.CancellationToken);

        Assert.InRange(int.Parse(answer, System.Globalization.CultureInfo.InvariantCulture), 1, 5);
    }

    public async ValueTask InitializeAsync()
    {
        _back = await LoopbackService.StartAsync(
            builder =>
            {
                builder.AddServiceDefaults();
                builder.Services.AddSingleton<IPublishedKeys>(_forge);
                builder.AddCallerAuthentication();
                builder.AddGrpcDefaults();
            },
            app =>
            {
                app.UseServiceDefaults();
                app.MapGrpcService<FakeIdentity>();
            });
        _front = await LoopbackService.StartAsync(
            builder =>
            {
                builder.Configuration["services:identity:grpc:0"] = _back.GrpcAddress.ToString();
                builder.AddServiceDefaults();
                builder.AddServiceClient<IdentityService.IdentityServiceClient>("identity");
            },
            app =>
            {
                app.MapGet("/me", async (IdentityService.IdentityServiceClient client, CancellationToken cancelled) =>
                    (await client.GetMeAsync(new GetMeRequest(), cancellationToken: cancelled)).Id);
                app.MapGet("/deadline", async (IdentityService.IdentityServiceClient client, CancellationToken cancelled) =>
                    (await client.SignInAsync(new SignInRequest(), cancellationToken: cancelled)).ExpiresIn);
            });
        _channel = GrpcChannel.ForAddress(_back.GrpcAddress);
    }

    public async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        await _front!.DisposeAsync(); // both are set before any test
        await _back!.DisposeAsync();
        _forge.Dispose();
    }

    private async Task RegisterAsync(string what) =>
        await Client.RegisterAsync(new RegisterRequest { Email = what }, cancellationToken: TestContext.Current.CancellationToken);

    private sealed class FakeIdentity : IdentityService.IdentityServiceBase
    {
        public static readonly Error Taken = new("auth.taken", "Taken.", ErrorKind.KeyReused);

        [AllowAnonymous]
        public override Task<RegisterResponse> Register(RegisterRequest request, ServerCallContext context)
        {
            var databaseAway = new NpgsqlException("Failed to connect", new SocketException((int)SocketError.ConnectionRefused));
            throw request.Email switch
            {
                "bug" => new InvalidOperationException("A connection string with a password."),
                "database away" => databaseAway,
                "database away, wrapped" => new InvalidOperationException("Likely due to a transient failure.", databaseAway),
                _ => Taken.ToRpcException(),
            };
        }

        [AllowAnonymous]
        public override Task<TokenResponse> SignIn(SignInRequest request, ServerCallContext context)
        {
            var left = context.Deadline - TimeProvider.System.GetUtcNow().UtcDateTime;
            return Task.FromResult(new TokenResponse { ExpiresIn = (int)Math.Round(left.TotalSeconds) });
        }

        public override Task<Account> GetMe(GetMeRequest request, ServerCallContext context) =>
            Task.FromResult(new Account { Id = context.GetCaller().UserId.ToString() });
    }
}
