using Microsoft.AspNetCore.Http.HttpResults;

namespace Logistics.Gateway.Features.BrowseReference;

/// <summary>The landing page and the API's reference: a few small files, built in, that load nothing from elsewhere.</summary>
internal static class BrowseReferenceEndpoint
{
    /// <summary>A page may load its own script and style, and ask this server; nothing else.</summary>
    private const string PagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; frame-ancestors 'none'";

    public static FileStreamHttpResult HandleLanding(HttpContext context) => Page(context, "index.html", "text/html; charset=utf-8");

    public static FileStreamHttpResult HandleReference(HttpContext context) => Page(context, "reference.html", "text/html; charset=utf-8");

    public static FileStreamHttpResult HandleScript(HttpContext context) => Page(context, "reference.js", "text/javascript; charset=utf-8");

    public static FileStreamHttpResult HandleStyle(HttpContext context) => Page(context, "reference.css", "text/css; charset=utf-8");

    private static FileStreamHttpResult Page(HttpContext context, string name, string contentType)
    {
        context.Response.Headers.ContentSecurityPolicy = PagePolicy;
        context.Response.Headers.CacheControl = "no-cache";
        var content = typeof(BrowseReferenceEndpoint).Assembly.GetManifestResourceStream("Pages/" + name)
            ?? throw new InvalidOperationException($"'{name}' is not built in.");
        return TypedResults.Stream(content, contentType);
    }
}
