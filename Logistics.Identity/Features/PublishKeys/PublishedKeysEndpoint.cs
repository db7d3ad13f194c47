using System.Text.Json.Serialization;
using Logistics.Identity.Keys;

namespace Logistics.Identity.Features.PublishKeys;

/// <summary>The public keys as a JWKS (RFC 7517), for every service and for whoever else checks our tokens.</summary>
internal static class PublishedKeysEndpoint
{
    public static void MapPublishedKeys(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/.well-known/jwks.json", AnswerAsync).AllowAnonymous();

    private static async Task AnswerAsync(HttpContext context)
    {
        var keys = context.RequestServices.GetRequiredService<KeyRing>().Published.Keys;
        if (keys.Count == 0)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "2";
            return;
        }

        context.Response.Headers.CacheControl = "public, max-age=300";
        var document = new Jwks([.. keys.Select(key => new Jwk(key.Kty, key.Crv, key.X, key.Y, key.Kid, key.Use, key.Alg))]);
        await context.Response.WriteAsJsonAsync(document, JwksJson.Default.Jwks, cancellationToken: context.RequestAborted);
    }
}

internal sealed record Jwks(IReadOnlyList<Jwk> Keys);

internal sealed record Jwk(string Kty, string Crv, string X, string Y, string Kid, string Use, string Alg);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Jwks))]
internal sealed partial class JwksJson : JsonSerializerContext;
