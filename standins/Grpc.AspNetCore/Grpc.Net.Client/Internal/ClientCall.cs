using System.Diagnostics;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>
/// A call as far as it does not matter what messages it carries: the HTTP request, deadline and cancellation, and how it ended.
/// It ends once, by whichever comes first: the server's status, a failure, the deadline, cancellation, disposal.
/// </summary>
internal abstract class ClientCall : IDisposable
{
    private readonly IMethod _method;
    private readonly CallOptions _options;
    private readonly string? _host;
    private readonly CancellationTokenSource _cancellation;
    private readonly CancellationTokenRegistration _registration;
    private readonly TimeSpan? _timeout;
    private Activity? _activity;
    private HttpResponseMessage? _response;
    private RequestStreamContent? _requestStream;
    private volatile Outcome? _outcome;

    protected ClientCall(GrpcChannel channel, IMethod method, string? host, CallOptions options)
    {
        Channel = channel;
        _method = method;
        _host = host;
        _options = options;
        _timeout = TimeLeft(options.Deadline);
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(options.CancellationToken);
        Token = _cancellation.Token;
        if (_timeout <= TimeSpan.Zero)
        {
            End(DeadlineExceeded);
            return;
        }

        if (_timeout is { } timeout)
        {
            _cancellation.CancelAfter(timeout < WireTimeout.Longest ? timeout : WireTimeout.Longest);
        }

        // Last, for it may end the call here and now.
        _registration = Token.UnsafeRegister(static call => ((ClientCall)call!).OnCancelled(), this);
    }

    protected GrpcChannel Channel { get; }

    /// <summary>Cancelled when the call is over before its time.</summary>
    public CancellationToken Token { get; }

    public WriteOptions? WriteOptions => _options.WriteOptions;

    protected Task<HttpResponseMessage> Response { get; set; } = null!;

    private static Status NoAnswer => new(StatusCode.Internal, "Failed to deserialize response message.");

    private static Status DeadlineExceeded => new(StatusCode.DeadlineExceeded, string.Empty);

    public Status GetStatus() =>
        _outcome?.Status ?? throw new InvalidOperationException("Unable to get the status because the call is not complete.");

    public Metadata GetTrailers() =>
        _outcome?.Trailers
        ?? throw new InvalidOperationException("Can't get the call trailers because the call has not completed successfully.");

    public async Task<Metadata> GetResponseHeadersAsync() => ClientProtocol.ReadMetadata((await Response.ConfigureAwait(false)).Headers);

    public void Dispose() => End(new Status(StatusCode.Cancelled, "gRPC call disposed."));

    /// <summary>Ends the call because its caller wishes so.</summary>
    public void Cancel() => End(ClientProtocol.CancelledByCaller);

    /// <summary>What to throw to the caller, now that something went wrong; ends the call with it, unless it has ended already.</summary>
    public Exception Fail(Exception exception)
    {
        var status = exception switch
        {
            RpcException rpc => rpc.Status,
            OperationCanceledException when Token.IsCancellationRequested => CancellationStatus(),
            _ => ClientProtocol.ToStatus(exception),
        };
        End(status, (exception as RpcException)?.Trailers);
        return Failure(exception);
    }

    protected async Task<HttpResponseMessage> SendAsync(HttpContent content)
    {
        ThrowIfEnded();
        _requestStream = content as RequestStreamContent;
        _activity = ClientTelemetry.Start(_method);
        using var request = ClientProtocol.CreateRequest(Channel.AddressOf(_method), _host, _timeout, _options.Headers, content);
        try
        {
            await AddCredentialsAsync(request).ConfigureAwait(false);
            var response = await Channel.SendAsync(request, Token).ConfigureAwait(false);
            Hold(response);
            return response;
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            var failure = Fail(exception);
            ClientTelemetry.Stop(_activity, GetStatus());
            throw failure;
        }
    }

    /// <summary>Ends with the status that the server sent, in the trailers or with the headers, and throws unless that is OK.</summary>
    protected void EndByTrailers(HttpResponseMessage response, bool isAnswered)
    {
        var (status, trailers) = ClientProtocol.ReadTrailers(response);
        End(isAnswered || status.StatusCode != StatusCode.OK ? status : NoAnswer, trailers);
        if (GetStatus().StatusCode != StatusCode.OK)
        {
            throw Failure(null);
        }
    }

    protected void ThrowIfEnded()
    {
        if (_outcome is not null)
        {
            throw Failure(null);
        }
    }

    protected void End(Status status, Metadata? trailers = null)
    {
        if (Interlocked.CompareExchange(ref _outcome, new Outcome(status, trailers ?? Metadata.Empty), null) is not null)
        {
            return;
        }

        _registration.Unregister();
        ClientTelemetry.Stop(_activity, status);
        if (status.StatusCode != StatusCode.OK || _requestStream is not null)
        {
            _cancellation.Cancel();
            _requestStream?.Abort();
        }

        _cancellation.Dispose();
        _response?.Dispose();
    }

    /// <summary>Keeps the response to be disposed with the call, which may have ended before it came.</summary>
    private void Hold(HttpResponseMessage response)
    {
        Interlocked.Exchange(ref _response, response);
        if (_outcome is not null)
        {
            response.Dispose();
            throw Failure(null);
        }
    }

    private static TimeSpan? TimeLeft(DateTime? deadline) => deadline switch
    {
        null => null,
        { } never when never == DateTime.MaxValue => null,
        { } past when past == DateTime.MinValue => TimeSpan.Zero,
        { Kind: DateTimeKind.Utc } utc => utc - TimeProvider.System.GetUtcNow().UtcDateTime,
        _ => throw new ArgumentException(
            "Deadline must have a kind DateTimeKind.Utc or be equal to DateTime.MaxValue or DateTime.MinValue."),
    };

    private void OnCancelled() => End(CancellationStatus());

    private Status CancellationStatus() =>
        _outcome?.Status ?? (_options.CancellationToken.IsCancellationRequested ? ClientProtocol.CancelledByCaller : DeadlineExceeded);

    private Exception Failure(Exception? cause)
    {
        var status = GetStatus();
        var isCancellation = status.StatusCode is StatusCode.Cancelled or StatusCode.DeadlineExceeded && Token.IsCancellationRequested;
        return isCancellation && Channel.Options.ThrowOperationCanceledOnCancellation
            ? new OperationCanceledException(status.Detail, cause, Token)
            : new RpcException(status, GetTrailers());
    }

    private async ValueTask AddCredentialsAsync(HttpRequestMessage request)
    {
        var credentials = _options.Credentials is { } own ? [.. Channel.CallCredentials, own] : Channel.CallCredentials;
        if (credentials.Count == 0 || !Channel.AllowsCallCredentials)
        {
            return;
        }

        var serviceUrl = new Uri(Channel.Address, _method.ServiceName).AbsoluteUri;
        var context = new AuthInterceptorContext(serviceUrl, _method.Name, Token);
        ClientProtocol.AddHeaders(request, await CallCredentialsReader.ReadAsync(credentials, context).ConfigureAwait(false));
    }

    /// <summary>How the call ended.</summary>
    private sealed record Outcome(Status Status, Metadata Trailers);
}
