using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Logistics.Simulator.Api;

/// <summary>One request, in a form that can be sent again.</summary>
/// <param name="Body">UTF-8 JSON.</param>
/// <param name="IdempotencyKey">The same for every attempt, so that an attempt whose answer was lost has no second effect.</param>
internal sealed record ApiRequest(HttpMethod Method, string Path, byte[]? Body = null, string? IdempotencyKey = null)
{
    public static ApiRequest Get(string path) => new(HttpMethod.Get, path);

    public static ApiRequest Post<TBody>(string path, TBody body, JsonTypeInfo<TBody> type, string idempotencyKey) =>
        new(HttpMethod.Post, path, JsonSerializer.SerializeToUtf8Bytes(body, type), idempotencyKey);

    public HttpRequestMessage ToMessage(string? accessToken)
    {
        var message = new HttpRequestMessage(Method, Path);
        if (Body is not null)
        {
            message.Content = new ByteArrayContent(Body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }

        if (IdempotencyKey is not null)
        {
            message.Headers.Add("Idempotency-Key", IdempotencyKey);
        }

        if (accessToken is not null)
        {
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        }

        return message;
    }
}
