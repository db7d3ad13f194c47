using Logistics.ServiceDefaults.Results;

namespace Logistics.Gateway.Http;

/// <summary>Answers an expected failure as a problem.</summary>
/// <param name="error">What failed.</param>
/// <param name="status">Where it is not that of the error's kind.</param>
internal sealed class ProblemResult(Error error, int? status = null) : IResult
{
    public Error Error => error;

    public Task ExecuteAsync(HttpContext httpContext) => Problems.WriteAsync(httpContext, status ?? error.Kind.ToHttpStatus(), error);
}
