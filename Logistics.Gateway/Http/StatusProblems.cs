using Logistics.ServiceDefaults.Results;
using Microsoft.AspNetCore.Diagnostics;

namespace Logistics.Gateway.Http;

/// <summary>Gives a body to the bare statuses of routing, authentication and the server itself.</summary>
internal static class StatusProblems
{
    public static Task WriteAsync(StatusCodeContext context)
    {
        var status = context.HttpContext.Response.StatusCode;
        return Problems.WriteAsync(context.HttpContext, status, ErrorOf(status));
    }

    public static Error ErrorOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => EdgeErrors.TokenMissing,
        StatusCodes.Status403Forbidden => EdgeErrors.NotAllowed,
        StatusCodes.Status404NotFound => EdgeErrors.NoSuchRoute,
        StatusCodes.Status405MethodNotAllowed => EdgeErrors.WrongMethod,
        StatusCodes.Status413PayloadTooLarge => EdgeErrors.TooLarge,
        StatusCodes.Status415UnsupportedMediaType => EdgeErrors.NotJson,
        StatusCodes.Status503ServiceUnavailable => CommonErrors.DependencyUnavailable,
        >= StatusCodes.Status500InternalServerError => CommonErrors.Internal,
        _ => EdgeErrors.BadRequest,
    };
}
