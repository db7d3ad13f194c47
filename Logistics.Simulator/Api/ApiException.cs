using System.Net;

namespace Logistics.Simulator.Api;

/// <summary>The API said no, or did not answer for as long as we were willing to ask.</summary>
internal sealed class ApiException(string message, HttpStatusCode? status = null, string? code = null, Exception? cause = null)
    : Exception(message, cause)
{
    /// <summary>The last answer's status; <see langword="null"/> when there was no answer.</summary>
    public HttpStatusCode? Status { get; } = status;

    /// <summary>The problem's stable code, where the answer had one.</summary>
    public string? Code { get; } = code;
}
