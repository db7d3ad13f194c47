using System.Net;
using System.Net.Http.Headers;
using Logistics.ServiceDefaults;
using Logistics.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Logistics.Tests.ServiceDefaults;

public sealed class CallerAuthenticationTests : IAsyncLifetime
{
    private readonly TokenForge _forge = new();
    private LoopbackService? _service;

    public static TheoryData<string> Forgeries =>
    [
        "none", "public key as secret", "unknown key", "stolen key id", "tampered", "expired", "not yet",
        "other issuer", "other audience", "other type", "no account", "no expiry", "not a token",
    ];

    [Fact]
    public async Task A_good_token_names_the_caller_with_all_roles()
    {
        var user = Guid.CreateVersion7();

        var answer = await AskAsync(_forge.Good(user));

        Assert.Equal($"{user} CUSTOMER,DRIVER", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_forged_token_is_refused(string forgery)
    {
        var answer = await AskAsync(Forge(forgery));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_forged_token_is_refused_after_a_good_one_too(string forgery)
    {
        await AskAsync(_forge.Good());

        var answer = await AskAsync(Forge(forgery));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task No_token_is_refused()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(token: null)).StatusCode);
    }

    [Fact]
    public async Task Tokens_are_still_taken_while_Identity_is_away()
    {
        await AskAsync(_forge.Good());
        _forge.Away = true;

        var answer = await AskAsync(_forge.Good());

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_token_that_cannot_be_checked_yet_is_answered_with_come_back()
    {
        _forge.Away = true;

        var answer = await AskAsync(_forge.Good());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    public async ValueTask InitializeAsync() => _service = await LoopbackService.StartAsync(
        builder =>
        {
            builder.AddServiceDefaults();
            builder.Services.AddSingleton<IPublishedKeys>(_forge);
            builder.AddCallerAuthentication();
        },
        app =>
        {
            app.UseServiceDefaults();
            app.MapGet("/who", context =>
            {
                var caller = context.User.FindCaller();
                return context.Response.WriteAsync($"{caller?.UserId} {string.Join(',', caller?.Roles ?? [])}");
            }).RequireAuthorization();
        });

    public async ValueTask DisposeAsync()
    {
        await _service!.DisposeAsync(); // set before any test
        _forge.Dispose();
    }

    private async Task<HttpResponseMessage> AskAsync(string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/who");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await _service!.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private string Forge(string forgery) => forgery switch
    {
        "none" => _forge.Unsigned(),
        "public key as secret" => _forge.SignedWithThePublicKey(),
        "unknown key" => _forge.SignedByAnother("key-2"),
        "stolen key id" => _forge.SignedByAnother(_forge.KeyId),
        "tampered" => _forge.Tampered(),
        "expired" => _forge.Good(change: token =>
            (token.NotBefore, token.Expires) = (token.NotBefore - TimeSpan.FromHours(1), token.NotBefore - TimeSpan.FromMinutes(1))),
        "not yet" => _forge.Good(change: token => token.NotBefore += TimeSpan.FromMinutes(5)),
        "other issuer" => _forge.Good(change: token => token.Issuer = "someone-else"),
        "other audience" => _forge.Good(change: token => token.Audience = "something-else"),
        "other type" => _forge.Good(change: token => token.TokenType = "JWT"),
        "no account" => _forge.Good(change: token => token.Claims["sub"] = "admin"),
        "no expiry" => _forge.Good(change: token => token.Expires = null),
        "not a token" => "abc.def.ghi",
        _ => throw new ArgumentOutOfRangeException(nameof(forgery)),
    };
}
