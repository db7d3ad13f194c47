using System.Collections.Frozen;
using System.Diagnostics;
using System.Globalization;
using System.Net.Mime;
using System.Text.Json;
using Logistics.Gateway.Api;
using Logistics.ServiceDefaults.Results;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;

namespace Logistics.Gateway.Http;

/// <summary>
/// Writes every answer that is not success: RFC 9457, with a stable code and the trace id; or the endpoint's <see cref="FailureShape"/>.
/// </summary>
internal static class Problems
{
    /// <summary>What a client that meets 503 should wait.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    /// <summary>A problem's own members, which no detail may give a second time.</summary>
    private static readonly FrozenSet<string> OwnMembers = GatewayJson.Shared.Problem.Properties.Select(member => member.Name)
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>An expected failure; its kind decides the status.</summary>
    public static Task WriteAsync(HttpContext context, Error error) => WriteAsync(context, error.Kind.ToHttpStatus(), error);

    /// <summary>A failure with a status of its own (405, 413, 415, …).</summary>
    public static Task WriteAsync(HttpContext context, int status, Error error)
    {
        var response = context.Response;
        response.StatusCode = status;
        SecurityHeaders.Apply(context);
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        }

        // Where something was thrown, the endpoint has been taken off the context by now.
        var endpoint = context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        return endpoint?.Metadata.GetMetadata<FailureShape>() is { } shape
            ? shape.Describe(status, error).ExecuteAsync(context)
            : response.WriteAsJsonAsync(
                Describe(context, status, error), GatewayJson.Shared.Problem, MediaTypeNames.Application.ProblemJson,
                context.RequestAborted);
    }

    private static Problem Describe(HttpContext context, int status, Error error) => new()
    {
        Type = "urn:logistics:problem:" + error.Code,
        Title = ReasonPhrases.GetReasonPhrase(status),
        Status = status,
        Detail = error.Message,
        Instance = context.Request.Path,
        Code = error.Code,
        TraceId = Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier,
        Errors = error.Fields.Count == 0 ? null : error.Fields
            .GroupBy(fault => fault.Field, fault => fault.Message)
            .ToDictionary(faults => faults.Key, faults => faults.ToArray()),
        Details = error.Details.Count == 0 ? null : Details(error.Details),
    };

    /// <summary>Lists travel as comma-separated text (<c>allowed</c> → <c>PICKED_UP,ON_HOLD</c>); here they become lists again.</summary>
    private static Dictionary<string, JsonElement> Details(IReadOnlyDictionary<string, string> details) => details
        .Where(detail => !OwnMembers.Contains(detail.Key))
        .ToDictionary(detail => detail.Key, detail => detail.Key == "allowed"
            ? JsonSerializer.SerializeToElement(
                detail.Value.Split(',', StringSplitOptions.RemoveEmptyEntries), GatewayJson.Shared.StringArray)
            : JsonSerializer.SerializeToElement(detail.Value, GatewayJson.Shared.String));
}
