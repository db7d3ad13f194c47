using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Logistics.Gateway.Http;

/// <summary>A JSON answer, written once: what goes out now is, byte for byte, what a repeat of the request gets.</summary>
internal sealed class JsonAnswer(int status, byte[] body, string? eTag = null, string? location = null) : IResult
{
    public int Status => status;

    public byte[] Body => body;

    public string? ETag => eTag;

    public string? Location => location;

    /// <summary>Set on a repeat.</summary>
    public bool Replayed { get; init; }

    public static JsonAnswer Of<T>(int status, T value, JsonTypeInfo<T> typeInfo, string? eTag = null, string? location = null) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(value, typeInfo), eTag, location);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = MediaTypeNames.Application.Json;
        response.ContentLength = body.Length;
        if (eTag is not null)
        {
            response.Headers.ETag = eTag;
        }

        if (location is not null)
        {
            response.Headers.Location = location;
        }

        if (Replayed)
        {
            response.Headers["Idempotent-Replayed"] = "true";
        }

        return response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }
}
