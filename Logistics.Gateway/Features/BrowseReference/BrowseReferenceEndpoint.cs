using Logistics.Gateway.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Logistics.Gateway.Features.BrowseReference;

/// <summary>The landing page and the API's reference.</summary>
internal static class BrowseReferenceEndpoint
{
    public static FileStreamHttpResult HandleLanding(HttpContext context) => BuiltInPage.Answer(context, "index.html", BuiltInPage.Html);

    public static FileStreamHttpResult HandleReference(HttpContext context) =>
        BuiltInPage.Answer(context, "reference.html", BuiltInPage.Html);

    public static FileStreamHttpResult HandleScript(HttpContext context) => BuiltInPage.Answer(context, "reference.js", BuiltInPage.Script);

    public static FileStreamHttpResult HandleStyle(HttpContext context) => BuiltInPage.Answer(context, "reference.css", BuiltInPage.Style);
}
