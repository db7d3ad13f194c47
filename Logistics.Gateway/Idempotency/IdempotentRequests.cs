using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Logistics.Gateway.Http;
using Logistics.ServiceDefaults.Results;
using Microsoft.Extensions.Options;

namespace Logistics.Gateway.Idempotency;

/// <summary>
/// Makes a POST with an <c>Idempotency-Key</c> happen once: the same key and body get the same answer, a second one meanwhile 409, another
/// body 422. Only success is kept; after a failure the same key may be tried again. The cache makes this fast. The service, which gets the
/// key too, makes it true, so that nothing here needs the cache to be there.
/// </summary>
internal sealed class IdempotentRequests(AnswerCache cache, IOptions<IdempotencyOptions> options)
{
    public const string KeyHeader = "Idempotency-Key";

    private const int MaxKeyLength = 255;

    /// <summary>
    /// The answer to this request: worked out by <paramref name="answer"/>, which gets the key ("" for none), or repeated.
    /// </summary>
    public async Task<IResult> OnceAsync<TBody>(
        HttpContext context, TBody body, JsonTypeInfo<TBody> bodyType, Func<string, Task<Result<JsonAnswer>>> answer)
    {
        if (!context.Request.Headers.TryGetValue(KeyHeader, out var header))
        {
            return Answer(await answer(""));
        }

        var key = header.ToString();
        if (key.Length is 0 or > MaxKeyLength || key.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            return new ProblemResult(IdempotencyErrors.BadKey);
        }

        // Two callers may use the same key, and so may one caller at two addresses.
        var entry = $"gateway:idempotency:{context.User.FindFirst("sub")?.Value}:{context.Request.Path}:{key}";
        // Over the body as read, not as sent: white space and the order of fields do not make it another one.
        var bodyHash = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(body, bodyType)));

        var earlier = await cache.ClaimAsync(entry, new StoredAnswer { BodyHash = bodyHash }, options.Value.InFlightFor);
        if (earlier is not null)
        {
            return earlier.BodyHash != bodyHash ? new ProblemResult(IdempotencyErrors.KeyReused)
                : earlier.ToAnswer() ?? (IResult)new ProblemResult(IdempotencyErrors.InFlight);
        }

        var kept = false;
        try
        {
            var outcome = await answer(key);
            if (outcome.IsSuccess(out var success, out _))
            {
                cache.Keep(entry, StoredAnswer.Of(bodyHash, success), options.Value.KeepFor);
                kept = true;
            }

            return Answer(outcome);
        }
        finally
        {
            if (!kept)
            {
                cache.Release(entry);
            }
        }
    }

    private static IResult Answer(Result<JsonAnswer> outcome) =>
        outcome.IsSuccess(out var answer, out var error) ? answer : new ProblemResult(error);
}
