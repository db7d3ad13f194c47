using System.Buffers.Text;
using System.Globalization;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Text.Json;
using Logistics.Contracts.Tracking.V1;
using Logistics.Gateway.Api;

namespace Logistics.Gateway.Features.GetTimeline;

/// <summary>A timeline as the public gets it, written once for all who ask; 304 for those who have it.</summary>
internal sealed class PublicTimeline(byte[] json, string eTag, string cacheControl) : IResult
{
    /// <summary>Enough of a hash to tell one answer of a parcel from another.</summary>
    private const int TagBytes = 12;

    public static PublicTimeline Of(Timeline timeline, TimeSpan keptFor)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(timeline.ToApi(), GatewayJson.Shared.Tracking);
        return new PublicTimeline(
            json,
            $"\"{Base64Url.EncodeToString(SHA256.HashData(json).AsSpan(0, TagBytes))}\"",
            string.Create(CultureInfo.InvariantCulture, $"public, max-age={Math.Ceiling(keptFor.TotalSeconds)}"));
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.ETag = eTag;
        response.Headers.CacheControl = cacheControl;
        if (IsKnownTo(httpContext.Request))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = MediaTypeNames.Application.Json;
        response.ContentLength = json.Length;
        return response.Body.WriteAsync(json, httpContext.RequestAborted).AsTask();
    }

    /// <summary>A tag is known by its quotes, so that a list of tags, weak ones too, need not be taken apart.</summary>
    private bool IsKnownTo(HttpRequest request)
    {
        foreach (var tags in request.Headers.IfNoneMatch)
        {
            if (tags is "*" || (tags?.Contains(eTag, StringComparison.Ordinal) ?? false))
            {
                return true;
            }
        }

        return false;
    }
}
