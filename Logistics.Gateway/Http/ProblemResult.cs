using Logistics.ServiceDefaults.Results;

namespace Logistics.Gateway.Http;

/// <summary>Answers an expected failure as a problem.</summary>
internal sealed class ProblemResult(Error error) : IResult
{
    public Error Error => error;

    public Task ExecuteAsync(HttpContext httpContext) => Problems.WriteAsync(httpContext, error);
}
