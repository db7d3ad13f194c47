using Logistics.ServiceDefaults.Results;

namespace Logistics.Gateway.Http;

/// <summary>
/// An endpoint's own shape of failures, where it is not that of problems (RFC 9457). All that fails there has it, whoever finds it.
/// </summary>
/// <param name="Describe">What to answer for a status and an error.</param>
internal sealed record FailureShape(Func<int, Error, IResult> Describe);
