using Microsoft.AspNetCore.Http.HttpResults;

namespace Logistics.Gateway.Http;

/// <summary>A page for people, or a part of one: a small file, built in, that loads nothing from elsewhere.</summary>
internal static class BuiltInPage
{
    public const string Html = "text/html; charset=utf-8";
    public const string Script = "text/javascript; charset=utf-8";
    public const string Style = "text/css; charset=utf-8";

    /// <summary>A page may load its own script and style, and ask this server; nothing else.</summary>
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        + "frame-ancestors 'none'";

    public static FileStreamHttpResult Answer(HttpContext context, string name, string contentType)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.CacheControl = "no-cache";
        var content = typeof(BuiltInPage).Assembly.GetManifestResourceStream("Pages/" + name)
            ?? throw new InvalidOperationException($"'{name}' is not built in.");
        return TypedResults.Stream(content, contentType);
    }
}
