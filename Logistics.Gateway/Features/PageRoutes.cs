using Logistics.Gateway.Features.BrowseReference;
using Logistics.Gateway.Features.FollowLinks;
using Logistics.Gateway.Features.PublishKeys;
using Logistics.Gateway.Features.ResolveDigitalLink;
using Logistics.Gateway.OpenApi;

namespace Logistics.Gateway.Features;

/// <summary>What is at the root: pages for people, keys, and GS1 Digital Links.</summary>
internal static class PageRoutes
{
    public static void MapPages(this WebApplication app)
    {
        app.MapGet("/.well-known/jwks.json", PublishKeysEndpoint.HandleAsync).AllowAnonymous().WithTags("System")
            .Produces<string>(200, "application/json").WithSummary("The public keys of the access tokens (JWKS)");
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();

        var links = app.MapGroup("").AllowAnonymous().WithTags("Tracking");
        links.MapGet("/00/{sscc}", ResolveDigitalLinkEndpoint.HandleSscc).Produces(307).Fails(404)
            .WithSummary("GS1 Digital Link of a parcel: leads to its timeline");
        links.MapGet("/01/{**gtin}", ResolveDigitalLinkEndpoint.HandleGtin).Fails(404)
            .WithSummary("GS1 Digital Link of a product: of which nothing is known here");

        var pages = app.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        pages.MapGet("/", BrowseReferenceEndpoint.HandleLanding);
        pages.MapGet("/docs", BrowseReferenceEndpoint.HandleReference);
        pages.MapGet("/docs/reference.js", BrowseReferenceEndpoint.HandleScript);
        pages.MapGet("/docs/reference.css", BrowseReferenceEndpoint.HandleStyle);
        pages.MapGet("/confirm-email", FollowLinksEndpoint.HandleConfirmEmail);
        pages.MapGet("/reset-password", FollowLinksEndpoint.HandleResetPassword);
        pages.MapGet("/links.js", FollowLinksEndpoint.HandleScript);
    }
}
