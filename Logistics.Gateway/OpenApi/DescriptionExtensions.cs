using System.Net.Mime;
using Logistics.Gateway.Api;
using Logistics.Gateway.Idempotency;
using Logistics.Gateway.RateLimits;
using Microsoft.AspNetCore.Http.Metadata;

namespace Logistics.Gateway.OpenApi;

/// <summary>What routes say of themselves for the API's description.</summary>
internal static class DescriptionExtensions
{
    /// <summary>The refusals to expect here. 429, 500 and 503 may come anywhere.</summary>
    public static RouteHandlerBuilder Fails(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
        {
            route.Produces<Problem>(status, MediaTypeNames.Application.ProblemJson);
        }

        return route;
    }

    public static RouteHandlerBuilder TakesIdempotencyKey(this RouteHandlerBuilder route) => route.WithMetadata(new RequestHeader(
        IdempotentRequests.KeyHeader,
        "Makes it safe to repeat: the same key and body get the same answer (with Idempotent-Replayed: true), a second request meanwhile "
            + "409, another body 422.",
        "order-1042"));

    public static RouteHandlerBuilder TakesIfMatch(this RouteHandlerBuilder route) => route.WithMetadata(new RequestHeader(
        "If-Match", "The ETag of the shipment as you know it, or several; 412 when it is none of them. Weak ones never match.", "\"3\""));

    public static RouteHandlerBuilder TakesIfNoneMatch(this RouteHandlerBuilder route) => route.WithMetadata(new RequestHeader(
        "If-None-Match", "The ETag of the answer that you have; 304 when it is still the one.", "\"uN1TQ8c5dE8mSmZs\""));

    /// <summary>Instead of <see cref="GatewayOptions.MaxBodyBytes"/>.</summary>
    public static RouteHandlerBuilder TakesBodyOf(this RouteHandlerBuilder route, long maxBytes) =>
        route.WithMetadata(new BodyLimit(maxBytes));

    /// <summary>It stays open and sends events.</summary>
    public static RouteHandlerBuilder Streams(this RouteHandlerBuilder route)
    {
        route.AddEndpointFilter((invocation, next) =>
            invocation.HttpContext.RequestServices.GetRequiredService<RateLimiting>().LimitStreamsAsync(invocation, next));
        route.DisableRequestTimeout();
        return route
            .WithMetadata(new RequestHeader("Last-Event-ID", "The id of the last event that you got; browsers send it by themselves.", "3"))
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream")
            .Fails(StatusCodes.Status429TooManyRequests);
    }
}

/// <summary>The largest body that an endpoint reads; routing applies it.</summary>
internal sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;

/// <summary>A header that an endpoint reads.</summary>
internal sealed record RequestHeader(string Name, string Description, string Example);
