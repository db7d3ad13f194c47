using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Logistics.Tests.Notifications.Support;

/// <summary>
/// FCM's HTTP v1 over HTTP/2, and Google's token endpoint beside it, which checks the signature of what it is asked with.
/// </summary>
internal sealed class LoopbackFcm() : LoopbackProvider(HttpProtocols.Http2, HttpProtocols.Http1)
{
    private readonly RSA _key = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, byte> _tokens = [];

    public ConcurrentQueue<JsonObject> Taken { get; } = [];

    /// <summary>Access tokens that were handed out.</summary>
    public int Tokens => _tokens.Count;

    public bool RefusesSignIn { get; set; }

    /// <summary>The file that Google would have handed out.</summary>
    public string CredentialFile { get; } = Path.Combine(
        Path.GetTempPath(), $"fcm-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}.json");

    public static async Task<LoopbackFcm> StartedAsync(CancellationToken cancellationToken)
    {
        var fcm = new LoopbackFcm();
        await fcm.StartAsync(cancellationToken);
        await File.WriteAllTextAsync(
            fcm.CredentialFile,
            new JsonObject
            {
                ["type"] = "service_account",
                ["project_id"] = "parcels",
                ["private_key_id"] = "1",
                ["private_key"] = fcm._key.ExportPkcs8PrivateKeyPem(),
                ["client_email"] = "sender@parcels.example",
                ["client_id"] = "1",
                ["token_uri"] = new Uri(fcm.UrlOf(1), "token").AbsoluteUri,
            }.ToJsonString(),
            cancellationToken);
        return fcm;
    }

    /// <summary>A refusal as FCM words it.</summary>
    public static Fault Refusal(int status, string code, string errorCode) => new(status, new JsonObject
    {
        ["error"] = new JsonObject
        {
            ["code"] = status,
            ["status"] = code,
            ["message"] = errorCode,
            ["details"] = new JsonArray(new JsonObject
            {
                ["@type"] = "type.googleapis.com/google.firebase.fcm.v1.FcmError",
                ["errorCode"] = errorCode,
            }),
        },
    }.ToJsonString());

    protected override Task TakeAsync(HttpContext context) => context.Request.Path == "/token" ? SignInAsync(context) : SendAsync(context);

    private async Task SignInAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var assertion = await new JsonWebTokenHandler().ValidateTokenAsync(form["assertion"], new TokenValidationParameters
        {
            ValidIssuer = "sender@parcels.example",
            ValidAudience = "https://oauth2.googleapis.com/token", // whatever token_uri says
            IssuerSigningKey = new RsaSecurityKey(_key),
        });
        var isRight = !RefusesSignIn
            && assertion.IsValid
            && assertion.ClaimsIdentity.FindFirst("scope")?.Value.Contains("firebase", StringComparison.Ordinal) == true;
        context.Response.StatusCode = isRight ? 200 : 400;
        await context.Response.WriteAsync(
            isRight
                ? $$"""{"access_token":"{{NewToken()}}","expires_in":3600,"token_type":"Bearer"}"""
                : """{"error":"invalid_grant"}""",
            context.RequestAborted);
    }

    /// <summary>One that messages can be sent with from now on.</summary>
    public string NewToken()
    {
        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        _tokens.TryAdd($"Bearer {token}", 0);
        return token;
    }

    private async Task SendAsync(HttpContext context)
    {
        // not null: our own client's
        var body = (await JsonSerializer.DeserializeAsync<JsonObject>(context.Request.Body, cancellationToken: context.RequestAborted))!;
        var message = body["message"]!.AsObject();
        if (await FailsAsync(context, (string)message["token"]!, () => Taken.Enqueue(message))) // not null: as above
        {
            return;
        }

        var isKnown = _tokens.ContainsKey(context.Request.Headers.Authorization.ToString())
            && context.Request.Path == "/v1/projects/parcels/messages:send";
        if (isKnown)
        {
            Taken.Enqueue(message);
        }

        context.Response.StatusCode = isKnown ? 200 : 401;
        await context.Response.WriteAsync(
            isKnown ? $$"""{"name":"projects/parcels/messages/{{Taken.Count}}"}""" : "{}", context.RequestAborted);
    }
}
