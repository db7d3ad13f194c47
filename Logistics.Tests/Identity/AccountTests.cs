using System.Text;
using Grpc.Core;
using Grpc.Net.Client;
using Logistics.Contracts.Identity.V1;
using Logistics.ServiceDefaults.Results;
using Logistics.Tests.Infrastructure;
using RabbitMQ.Client;
using Xunit;

namespace Logistics.Tests.Identity;

/// <summary>Identity as it runs, asked over gRPC.</summary>
public sealed class AccountTests(SystemFixture fixture) : IAsyncLifetime
{
    private const string Password = "correct horse battery";

    private RunningSystem? _system;
    private GrpcChannel? _channel;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private IdentityService.IdentityServiceClient Client => new(_channel);

    [Fact]
    public async Task A_registered_account_signs_in_and_knows_itself()
    {
        var email = await RegisterAsync();

        var me = await Client.GetMeAsync(new GetMeRequest(), await BearerAsync(email), cancellationToken: Cancelled);

        Assert.Equal((email, "Amina Haddad", "+213551234567", "fr-DZ"), (me.Email, me.Name, me.Phone, me.Locale));
        Assert.Equal(["CUSTOMER"], me.Roles);
    }

    [Fact]
    public async Task An_address_signs_in_however_its_case_is_written()
    {
        var email = await RegisterAsync();

        var tokens = await SignInAsync(email.ToUpperInvariant());

        Assert.Equal(900, tokens.ExpiresIn);
    }

    [Fact]
    public async Task Registering_a_known_address_is_answered_like_a_new_one_and_changes_nothing()
    {
        var email = await RegisterAsync();

        await Client.RegisterAsync(Request(email, "another password"), cancellationToken: Cancelled);

        await SignInAsync(email);
        await AssertRefusedAsync(async () => await SignInAsync(email, "another password"), "auth.invalid_credentials");
    }

    [Fact]
    public async Task Two_registrations_at_once_make_one_account()
    {
        var email = NewEmail();

        await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Client.RegisterAsync(Request(email, Password), cancellationToken: Cancelled).ResponseAsync));

        await SignInAsync(email);
    }

    [Fact]
    public async Task A_faulty_registration_tells_all_faults()
    {
        var request = new RegisterRequest { Email = "nobody", Password = "short", Name = "" };

        var exception = await Assert.ThrowsAsync<RpcException>(
            async () => await Client.RegisterAsync(request, cancellationToken: Cancelled));

        Assert.Equal(["email", "name", "password"], exception.ToError().Fields.Select(fault => fault.Field).Distinct().Order());
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_are_answered_alike()
    {
        var email = await RegisterAsync();

        var wrong = await Assert.ThrowsAsync<RpcException>(async () => await SignInAsync(email, "wrong password"));
        var unknown = await Assert.ThrowsAsync<RpcException>(async () => await SignInAsync(NewEmail(), "wrong password"));

        Assert.Equal(wrong.Status.Detail, unknown.Status.Detail);
        Assert.Equal(wrong.ToError().Code, unknown.ToError().Code);
        Assert.Equal(StatusCode.Unauthenticated, wrong.StatusCode);
    }

    [Fact]
    public async Task Guessing_locks_the_account_even_for_the_right_password()
    {
        var email = await RegisterAsync();
        for (var i = 0; i < 10; i++)
        {
            await AssertRefusedAsync(async () => await SignInAsync(email, $"guess number {i}"), "auth.invalid_credentials");
        }

        await AssertRefusedAsync(async () => await SignInAsync(email), "auth.invalid_credentials");
    }

    [Fact]
    public async Task A_refresh_token_is_good_for_one_new_pair()
    {
        var first = await SignInAsync(await RegisterAsync());

        var second = await RefreshAsync(first.RefreshToken);
        var third = await RefreshAsync(second.RefreshToken);

        Assert.NotEqual(first.RefreshToken, second.RefreshToken);
        Assert.NotEmpty(third.AccessToken);
    }

    [Fact]
    public async Task A_client_that_did_not_get_the_answer_asks_again_and_loses_nothing()
    {
        var first = await SignInAsync(await RegisterAsync());
        var lost = await RefreshAsync(first.RefreshToken);

        var again = await RefreshAsync(first.RefreshToken);

        Assert.Equal(lost.RefreshToken, again.RefreshToken);
        Assert.NotEqual(first.RefreshToken, (await RefreshAsync(again.RefreshToken)).RefreshToken);
    }

    [Fact]
    public async Task Of_many_uses_of_one_refresh_token_at_once_all_get_the_same_successor()
    {
        var tokens = await SignInAsync(await RegisterAsync());

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => RefreshAsync(tokens.RefreshToken)));

        var successor = Assert.Single(answers.Select(answer => answer.RefreshToken).Distinct());
        await RefreshAsync(successor);
    }

    [Fact]
    public async Task Ending_one_session_leaves_the_others()
    {
        var email = await RegisterAsync();
        var phone = await SignInAsync(email);
        var laptop = await SignInAsync(email);

        await Client.SignOutAsync(new SignOutRequest { RefreshToken = phone.RefreshToken }, cancellationToken: Cancelled);

        await AssertRefusedAsync(async () => await RefreshAsync(phone.RefreshToken), "auth.invalid_refresh_token");
        await RefreshAsync(laptop.RefreshToken);
    }

    [Fact]
    public async Task Signing_out_with_nonsense_succeeds()
    {
        await Client.SignOutAsync(new SignOutRequest { RefreshToken = "nonsense" }, cancellationToken: Cancelled);
    }

    [Fact]
    public async Task Registering_publishes_the_account_for_others_to_know()
    {
        var factory = new ConnectionFactory { Uri = new Uri(await _system!.ConnectionStringAsync("messaging", Cancelled)) };
        await using var connection = await factory.CreateConnectionAsync(Cancelled);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancelled);
        var queue = (await channel.QueueDeclareAsync(cancellationToken: Cancelled)).QueueName;
        await channel.QueueBindAsync(queue, "logistics.events", "user.registered", cancellationToken: Cancelled);

        var email = await RegisterAsync();

        await Eventually.AssertAsync(
            async cancelled =>
                Encoding.UTF8.GetString((await channel.BasicGetAsync(queue, autoAck: true, cancelled))?.Body.ToArray() ?? []),
            body => body.Contains(email, StringComparison.Ordinal) && !body.Contains(Password, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("driver@demo.example", "DRIVER")]
    [InlineData("admin@demo.example", "ADMIN")]
    public async Task Demo_accounts_are_there_with_their_roles(string email, string role)
    {
        var tokens = await SignInAsync(email, RunningSystem.DemoPassword);

        var me = await Client.GetMeAsync(new GetMeRequest(), Bearer(tokens.AccessToken), cancellationToken: Cancelled);

        Assert.Equal([role], me.Roles);
    }

    public async ValueTask InitializeAsync()
    {
        _system = await fixture.StartedAsync(Cancelled);
        _channel = GrpcChannel.ForAddress(_system.Endpoint("identity", "grpc"));
    }

    public ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string NewEmail() => $"amina-{Guid.CreateVersion7():N}@shop.example";

    private static RegisterRequest Request(string email, string password) =>
        new() { Email = email, Password = password, Name = "Amina Haddad", Phone = "+213551234567", Locale = "fr-DZ" };

    private static Metadata Bearer(string token) => new() { { "authorization", $"Bearer {token}" } };

    private static async Task AssertRefusedAsync(Func<Task> call, string code)
    {
        var exception = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal((code, ErrorKind.Unauthenticated), (exception.ToError().Code, exception.ToError().Kind));
    }

    private async Task<string> RegisterAsync()
    {
        var email = NewEmail();
        await Client.RegisterAsync(Request(email, Password), cancellationToken: Cancelled);
        return email;
    }

    private async Task<TokenResponse> SignInAsync(string email, string password = Password) =>
        await Client.SignInAsync(new SignInRequest { Email = email, Password = password }, cancellationToken: Cancelled);

    private async Task<TokenResponse> RefreshAsync(string token) =>
        await Client.RefreshAsync(new RefreshRequest { RefreshToken = token }, cancellationToken: Cancelled);

    private async Task<Metadata> BearerAsync(string email) => Bearer((await SignInAsync(email)).AccessToken);
}
