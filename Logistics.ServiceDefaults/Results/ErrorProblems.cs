using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Logistics.ServiceDefaults.Results;

/// <summary>An <see cref="Error"/> as RFC 9457 says it.</summary>
public static class ErrorProblems
{
    /// <summary>
    /// Status by kind; <c>code</c>, <c>traceId</c>, <c>errors</c> (field → messages) and the error's details as extensions.
    /// </summary>
    public static ProblemDetails ToProblemDetails(this Error error, string traceId)
    {
        var status = error.Kind.ToHttpStatus();
        var problem = new ProblemDetails { Status = status, Title = ReasonPhrases.GetReasonPhrase(status), Detail = error.Message };
        foreach (var (name, value) in error.Details)
        {
            problem.Extensions[name] = value;
        }

        problem.Extensions["code"] = error.Code;
        problem.Extensions["traceId"] = traceId;
        if (error.Fields.Count > 0)
        {
            problem.Extensions["errors"] = error.Fields.GroupBy(fault => fault.Field, fault => fault.Message)
                .ToDictionary(faults => faults.Key, faults => faults.ToArray());
        }

        return problem;
    }
}
