using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Text;
using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>A call on an HTTP request. What it does to the response is in ServerCall.Response.cs.</summary>
[SuppressMessage("Design", "CA1001", Justification = "EndAsync disposes what needs it; the gate never makes a wait handle.")]
internal sealed partial class ServerCall(HttpContext http) : ServerCallContext, IServerCallContextFeature
{
    private const string SubjectName = "x509_subject";

    private static readonly AuthContext Unauthenticated = new(null, []);

    private Metadata? _requestHeaders;
    private Metadata? _responseTrailers;

    public HttpContext HttpContext { get; } = http;

    ServerCallContext IServerCallContextFeature.ServerCallContext => this;

    protected override string MethodCore => HttpContext.Request.Path.Value!;

    protected override string HostCore => HttpContext.Request.Host.Value!;

    protected override string PeerCore => HttpContext.Connection switch
    {
        { RemoteIpAddress: { AddressFamily: AddressFamily.InterNetworkV6 } address, RemotePort: var port } => $"ipv6:[{address}]:{port}",
        { RemoteIpAddress: { } address, RemotePort: var port } => $"ipv4:{address}:{port}",
        _ => "unknown",
    };

    protected override Metadata RequestHeadersCore
    {
        get
        {
            if (_requestHeaders is not null)
            {
                return _requestHeaders;
            }

            var headers = new Metadata();
            foreach (var (name, values) in HttpContext.Request.Headers)
            {
                foreach (var value in values)
                {
                    headers.AddHeader(name, value ?? string.Empty);
                }
            }

            return _requestHeaders = headers;
        }
    }

    protected override Metadata ResponseTrailersCore => _responseTrailers ??= [];

    protected override Status StatusCore { get; set; } = Status.DefaultSuccess;

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore => HttpContext.Connection.ClientCertificate is { } certificate
        ? new AuthContext(
            SubjectName, new() { [SubjectName] = [AuthProperty.Create(SubjectName, Encoding.UTF8.GetBytes(certificate.Subject))] })
        : Unauthenticated;

    protected override IDictionary<object, object> UserStateCore => HttpContext.Items!;

    /// <summary>The next request, or null after the last.</summary>
    public static async ValueTask<TRequest?> ReadAsync<TRequest>(
        MessageReader<TRequest> requests, bool single, CancellationToken cancellationToken)
        where TRequest : class
    {
        try
        {
            return single
                ? await requests.ReadSingleAsync(cancellationToken).ConfigureAwait(false)
                : await requests.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception) when (exception is not BadHttpRequestException)
        {
            throw new CallerGoneException(exception);
        }
    }

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotImplementedException("CreatePropagationToken is not implemented.");
}
