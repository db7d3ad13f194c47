using Grpc.Core;
using Grpc.Wire;
using Microsoft.Extensions.Logging;

namespace Grpc.Net.Client;

public sealed class GrpcChannelOptions
{
    /// <summary>Only needed to add call credentials to all calls; the scheme of the address says whether TLS is used.</summary>
    public ChannelCredentials? Credentials { get; set; }

    /// <summary>In bytes; null, the default, for no limit.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>In bytes, 4 MB by default; null for no limit.</summary>
    public int? MaxReceiveMessageSize { get; set; } = WireNames.DefaultMaxReceiveMessageSize;

    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Instead of <see cref="HttpHandler"/>.</summary>
    public HttpClient? HttpClient { get; set; }

    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>Disposes the client or handler with the channel; one that the channel makes itself always is.</summary>
    public bool DisposeHttpClient { get; set; }

    /// <summary>
    /// Throws <see cref="OperationCanceledException"/> in place of <see cref="RpcException"/> when a call is cancelled or late.
    /// </summary>
    public bool ThrowOperationCanceledOnCancellation { get; set; }

    /// <summary>Sends call credentials without TLS, which is only safe on a network that is trusted.</summary>
    public bool UnsafeUseInsecureChannelCallCredentials { get; set; }

    public IServiceProvider? ServiceProvider { get; set; }
}
