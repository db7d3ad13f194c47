using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Logistics.Tests.Infrastructure;
using Npgsql;
using Xunit;

namespace Logistics.Tests.Gateway;

/// <summary>
/// What people do with their accounts, through the public API of the running system; links are read where the mails land.
/// </summary>
public sealed class AccountFlowTests(SystemFixture fixture) : IAsyncLifetime
{
    private const string Password = "three parcels from Oran";
    private const string NewPassword = "four parcels from Oran";

    private RunningSystem _system = null!; // not null: InitializeAsync
    private HttpClient _http = null!; // not null: InitializeAsync

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mailed_link_confirms_an_address_once()
    {
        var email = await RegisterAsync();
        using var person = await SignInAsync(email);
        Assert.False((await person.GetAsync("/v1/me")).GetProperty("emailConfirmed").GetBoolean());
        var token = await Person.MailedTokenAsync(_system, email, "/confirm-email");
        Assert.Empty((await person.GetAsync("/v1/dev/mails")).GetProperty("items").EnumerateArray()); // not even the link itself

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync("/v1/auth/confirm", new { token }));

        Assert.True((await person.GetAsync("/v1/me")).GetProperty("emailConfirmed").GetBoolean());
        await AssertFailsAsync(HttpStatusCode.BadRequest, "auth.invalid_link", () => SendAsync("/v1/auth/confirm", new { token }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task What_was_never_mailed_confirms_and_resets_nothing(string token)
    {
        await AssertFailsAsync(HttpStatusCode.BadRequest, "auth.invalid_link", () => SendAsync("/v1/auth/confirm", new { token }));
        await AssertFailsAsync(
            HttpStatusCode.BadRequest, "auth.invalid_link", () => SendAsync("/v1/auth/reset", new { token, newPassword = NewPassword }));
    }

    [Fact]
    public async Task A_forgotten_password_is_set_anew_and_signs_everyone_out()
    {
        var email = await RegisterAsync();
        var thief = await TokensAsync(email, Password);
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync("/v1/auth/forgot", new { email }));
        var token = await Person.MailedTokenAsync(_system, email, "/reset-password");

        await AssertFailsAsync(
            HttpStatusCode.BadRequest, "validation.failed", () => SendAsync("/v1/auth/reset", new { token, newPassword = "password123" }));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync("/v1/auth/reset", new { token, newPassword = NewPassword }));

        await AssertFailsAsync(
            HttpStatusCode.Unauthorized, "auth.invalid_credentials", () => SendAsync("/v1/auth/login", new { email, password = Password }));
        await AssertFailsAsync(
            HttpStatusCode.Unauthorized,
            "auth.invalid_refresh_token",
            () => SendAsync("/v1/auth/refresh", new { refreshToken = Refresh(thief) }));
        await AssertFailsAsync(
            HttpStatusCode.BadRequest, "auth.invalid_link", () => SendAsync("/v1/auth/reset", new { token, newPassword = Password }));
        using var person = await SignInAsync(email, NewPassword);
        Assert.True((await person.GetAsync("/v1/me")).GetProperty("emailConfirmed").GetBoolean()); // who reads the mail owns the address
        await MailArrivesAsync(email, "Your password was changed");
    }

    [Fact]
    public async Task Registering_again_leads_back_into_the_account_by_mail_only()
    {
        var email = await RegisterAsync();
        await PostAsync("/v1/auth/confirm", new { token = await Person.MailedTokenAsync(_system, email, "/confirm-email") });

        Assert.Equal(
            HttpStatusCode.Accepted, await PostAsync("/v1/auth/register", new { email, password = NewPassword, name = "Somebody" }));

        var token = await Person.MailedTokenAsync(_system, email, "/reset-password");
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync("/v1/auth/reset", new { token, newPassword = NewPassword }));
        using var person = await SignInAsync(email, NewPassword);
        Assert.Equal("Amina Haddad", (await person.GetAsync("/v1/me")).GetProperty("name").GetString());
    }

    [Fact]
    public async Task Of_two_uses_of_a_link_at_once_one_counts()
    {
        var email = await RegisterAsync();
        await PostAsync("/v1/auth/forgot", new { email });
        var token = await Person.MailedTokenAsync(_system, email, "/reset-password");

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(i => PostAsync("/v1/auth/reset", new { token, newPassword = $"{NewPassword} {i}" })));

        Assert.Single(answers, answer => answer == HttpStatusCode.NoContent);
        Assert.Equal(3, answers.Count(answer => answer == HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_changed_password_keeps_this_session_and_ends_the_others()
    {
        var email = await RegisterAsync();
        var other = await TokensAsync(email, Password);
        using var person = await SignInAsync(email);

        using var wrong = await person.PostAsync(
            "/v1/me/password", $$"""{"currentPassword":"not this one","newPassword":"{{NewPassword}}"}""");
        await BadRequestTests.ProblemAsync(wrong, HttpStatusCode.Forbidden, "auth.wrong_password");
        using var weak = await person.PostAsync("/v1/me/password", $$"""{"currentPassword":"{{Password}}","newPassword":"short"}""");
        await BadRequestTests.ProblemAsync(weak, HttpStatusCode.BadRequest, "validation.failed");
        using var changed = await person.PostAsync(
            "/v1/me/password", $$"""{"currentPassword":"{{Password}}","newPassword":"{{NewPassword}}"}""");

        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        await AssertFailsAsync(
            HttpStatusCode.Unauthorized,
            "auth.invalid_refresh_token",
            () => SendAsync("/v1/auth/refresh", new { refreshToken = Refresh(other) }));
        var session = Assert.Single((await person.GetAsync("/v1/me/sessions")).GetProperty("items").EnumerateArray());
        Assert.True(session.GetProperty("current").GetBoolean());
        using var again = await SignInAsync(email, NewPassword);
    }

    [Fact]
    public async Task A_changed_address_is_confirmed_at_the_new_one_and_the_old_one_is_told()
    {
        var (email, newEmail) = (await RegisterAsync(), NewEmail());
        await PostAsync("/v1/auth/confirm", new { token = await Person.MailedTokenAsync(_system, email, "/confirm-email") });
        using var person = await SignInAsync(email);

        using var asked = await person.PostAsync("/v1/me/email", $$"""{"newEmail":"{{newEmail}}","password":"{{Password}}"}""");
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        Assert.Equal(email, (await person.GetAsync("/v1/me")).GetProperty("email").GetString());
        Assert.Equal(
            HttpStatusCode.NoContent,
            await PostAsync("/v1/auth/confirm", new { token = await Person.MailedTokenAsync(_system, newEmail, "/confirm-email") }));

        Assert.Equal(newEmail, (await person.GetAsync("/v1/me")).GetProperty("email").GetString());
        await AssertFailsAsync(
            HttpStatusCode.Unauthorized, "auth.invalid_credentials", () => SendAsync("/v1/auth/login", new { email, password = Password }));
        using var again = await SignInAsync(newEmail);
        await MailArrivesAsync(email, "Your e-mail address was changed");
    }

    [Fact]
    public async Task An_address_that_has_an_account_is_not_taken_and_the_answer_does_not_tell()
    {
        var (email, taken) = (await RegisterAsync(), await RegisterAsync());
        using var person = await SignInAsync(email);

        using var asked = await person.PostAsync("/v1/me/email", $$"""{"newEmail":"{{taken}}","password":"{{Password}}"}""");

        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        Assert.Equal(0, await CountLinksAsync(email, "ChangeEmail"));
    }

    [Fact]
    public async Task Links_are_not_mailed_to_fill_a_mailbox()
    {
        var email = await RegisterAsync();

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.Accepted, await PostAsync("/v1/auth/forgot", new { email }));
            Assert.Equal(HttpStatusCode.Accepted, await PostAsync("/v1/auth/confirm/resend", new { email }));
        }

        Assert.Equal((1, 1), (await CountLinksAsync(email, "ResetPassword"), await CountLinksAsync(email, "ConfirmEmail")));
    }

    [Fact]
    public async Task Sessions_are_listed_and_ended_one_by_one_or_all()
    {
        var email = await RegisterAsync();
        var phone = await TokensAsync(email, Password, "Amina's phone");
        var laptop = await TokensAsync(email, Password);
        using var person = await SignInAsync(email);

        var sessions = (await person.GetAsync("/v1/me/sessions")).GetProperty("items").EnumerateArray().ToList();
        var onPhone = Assert.Single(
            sessions, session => session.TryGetProperty("device", out var device) && device.GetString() == "Amina's phone");
        Assert.Equal(3, sessions.Count);
        Assert.Equal("127.0.0.0/24", onPhone.GetProperty("place").GetString());
        Assert.Equal("Tests/1.0", onPhone.GetProperty("userAgent").GetString());

        using var other = await SignInAsync(await RegisterAsync());
        using var strangers = await other.Client.DeleteAsync($"/v1/me/sessions/{onPhone.GetProperty("id").GetString()}", Cancelled);
        await BadRequestTests.ProblemAsync(strangers, HttpStatusCode.NotFound, "session.not_found");
        using var ended = await person.Client.DeleteAsync($"/v1/me/sessions/{onPhone.GetProperty("id").GetString()}", Cancelled);
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        await AssertFailsAsync(
            HttpStatusCode.Unauthorized,
            "auth.invalid_refresh_token",
            () => SendAsync("/v1/auth/refresh", new { refreshToken = Refresh(phone) }));

        using var elsewhere = await person.Client.DeleteAsync("/v1/me/sessions?keepCurrent=true", Cancelled);
        await AssertFailsAsync(
            HttpStatusCode.Unauthorized,
            "auth.invalid_refresh_token",
            () => SendAsync("/v1/auth/refresh", new { refreshToken = Refresh(laptop) }));
        var left = Assert.Single((await person.GetAsync("/v1/me/sessions")).GetProperty("items").EnumerateArray());
        Assert.True(left.GetProperty("current").GetBoolean());
        using var everywhere = await person.Client.DeleteAsync("/v1/me/sessions", Cancelled);
        Assert.Empty((await person.GetAsync("/v1/me/sessions")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_stolen_refresh_token_ends_the_session_and_its_owner_gets_a_mail()
    {
        var email = await RegisterAsync();
        var stolen = Refresh(await TokensAsync(email, Password));
        var next = Refresh(
            await (await SendAsync("/v1/auth/refresh", new { refreshToken = stolen })).Content.ReadFromJsonAsync<JsonElement>(Cancelled));
        // as if 10 s had gone by
        await ExecuteAsync("UPDATE sessions SET recent_trades = '{}' FROM accounts a WHERE a.id = account_id AND a.email = $1", email);

        await AssertFailsAsync(
            HttpStatusCode.Unauthorized, "auth.invalid_refresh_token", () => SendAsync("/v1/auth/refresh", new { refreshToken = stolen }));

        await AssertFailsAsync(
            HttpStatusCode.Unauthorized, "auth.invalid_refresh_token", () => SendAsync("/v1/auth/refresh", new { refreshToken = next }));
        await MailArrivesAsync(email, "We signed a device out");
    }

    public async ValueTask InitializeAsync()
    {
        _system = await fixture.StartedAsync(Cancelled);
        _http = _system.CreateGatewayClient();
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("Tests/1.0");
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string NewEmail() => $"amina-{Guid.CreateVersion7():N}@shop.example";

    private static string Refresh(JsonElement tokens) => tokens.GetProperty("refreshToken").GetString()!; // not null: required

    private async Task<string> RegisterAsync()
    {
        var email = NewEmail();
        Assert.Equal(
            HttpStatusCode.Accepted, await PostAsync("/v1/auth/register", new { email, password = Password, name = "Amina Haddad" }));
        return email;
    }

    private async Task<JsonElement> TokensAsync(string email, string password, string? device = null)
    {
        using var answer = await SendAsync("/v1/auth/login", new { email, password, device });
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled);
    }

    private async Task<Person> SignInAsync(string email, string password = Password)
    {
        var client = _system.CreateGatewayClient();
        client.DefaultRequestHeaders.Authorization = new(
            "Bearer", (await TokensAsync(email, password)).GetProperty("accessToken").GetString());
        return new Person(client);
    }

    private Task<HttpResponseMessage> SendAsync(string path, object body) => _http.PostAsJsonAsync(path, body, Cancelled);

    private async Task<HttpStatusCode> PostAsync(string path, object body)
    {
        using var answer = await SendAsync(path, body);
        return answer.StatusCode;
    }

    private static async Task AssertFailsAsync(HttpStatusCode status, string code, Func<Task<HttpResponseMessage>> send)
    {
        using var answer = await send();
        await BadRequestTests.ProblemAsync(answer, status, code);
    }

    private async Task MailArrivesAsync(string email, string subject)
    {
        using var support = await Person.SupportAsync(_system);
        await Eventually.AssertAsync(
            _ => support.GetAsync($"/v1/dev/mails?to={Uri.EscapeDataString(email)}"),
            page => page.GetProperty("items").EnumerateArray().Any(mail => mail.GetProperty("subject").GetString() == subject));
    }

    private async Task<int> CountLinksAsync(string email, string purpose)
    {
        await using var source = NpgsqlDataSource.Create(await _system.ConnectionStringAsync("identitydb", Cancelled));
        await using var command = source.CreateCommand(
            "SELECT count(*)::int FROM mailed_links l JOIN accounts a ON a.id = l.account_id WHERE a.email = $1 AND l.purpose = $2");
        command.Parameters.Add(new() { Value = email });
        command.Parameters.Add(new() { Value = purpose });
        return (int)(await command.ExecuteScalarAsync(Cancelled))!; // count(*) is never null
    }

    private async Task ExecuteAsync(string sql, string value)
    {
        await using var source = NpgsqlDataSource.Create(await _system.ConnectionStringAsync("identitydb", Cancelled));
#pragma warning disable CA2100 // the tests' own statements
        await using var command = source.CreateCommand(sql);
#pragma warning restore CA2100
        command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(Cancelled);
    }
}
