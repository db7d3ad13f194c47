using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>
/// The response and the deadline. When the deadline passes, the caller is answered at once, whatever the handler does; the gate
/// keeps that apart from a write in progress.
/// </summary>
internal sealed partial class ServerCall
{
    private SemaphoreSlim? _gate;
    private CancellationTokenSource? _cancellation;
    private ITimer? _timer;
    private Task _expiry = Task.CompletedTask;
    private DateTime _deadline = DateTime.MaxValue;
    private bool _isAnswered;

    /// <summary>What the caller was told, whatever the handler set afterwards.</summary>
    public StatusCode AnsweredCode { get; private set; }

    protected override DateTime DeadlineCore => _deadline;

    protected override CancellationToken CancellationTokenCore => _cancellation?.Token ?? HttpContext.RequestAborted;

    /// <summary>Starts the clock, where the caller set one.</summary>
    public void StartDeadline()
    {
        if (!WireTimeout.TryDecode(HttpContext.Request.Headers[WireNames.Timeout], out var timeout))
        {
            return;
        }

        var clock = TimeProvider.System;
        timeout = timeout < WireTimeout.Longest ? timeout : WireTimeout.Longest;
        _deadline = clock.GetUtcNow().UtcDateTime + timeout;
        _gate = new SemaphoreSlim(1, 1);
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(HttpContext.RequestAborted);
        _timer = clock.CreateTimer(static call => ((ServerCall)call!).OnDeadline(), this, timeout, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Writes one message, and sends it unless told that there is no hurry.</summary>
    public async Task WriteAsync<TResponse>(
        MessageWriter<TResponse> writer, TResponse message, bool flush, CancellationToken cancellationToken)
        where TResponse : class
    {
        await EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // A flush that is cancelled makes Kestrel reset the stream: a deadline must leave it whole, to be answered in the trailers.
            var flushing = _gate is null ? cancellationToken : HttpContext.RequestAborted;
            var response = HttpContext.Response;
            if (!response.HasStarted)
            {
                await response.StartAsync(flushing).ConfigureAwait(false);
            }

            writer.Write(message, response.BodyWriter);
            if (flush)
            {
                await response.BodyWriter.FlushAsync(flushing).ConfigureAwait(false);
            }
        }
        finally
        {
            _gate?.Release();
        }
    }

    /// <summary>Sends status and trailers, unless the deadline did. Nothing else touches the response afterwards.</summary>
    public async ValueTask EndAsync()
    {
        if (_timer is not null)
        {
            await _timer.DisposeAsync().ConfigureAwait(false);
            await _expiry.ConfigureAwait(false);
        }

        if (!_isAnswered)
        {
            Answer(StatusCore);
        }

        _cancellation?.Dispose();
    }

    protected override async Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        ArgumentNullException.ThrowIfNull(responseHeaders);
        await EnterAsync(CancellationTokenCore).ConfigureAwait(false);
        try
        {
            if (HttpContext.Response.HasStarted)
            {
                throw new InvalidOperationException("Response headers can only be sent once per call.");
            }

            foreach (var entry in responseHeaders)
            {
                HttpContext.Response.Headers.Append(entry.Key, entry.WireValue);
            }

            await HttpContext.Response.BodyWriter.FlushAsync(CancellationTokenCore).ConfigureAwait(false);
        }
        finally
        {
            _gate?.Release();
        }
    }

    private async ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        if (_gate is not null)
        {
            await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        if (_isAnswered || CancellationTokenCore.IsCancellationRequested)
        {
            _gate?.Release();
            throw new OperationCanceledException("The call is over.", CancellationTokenCore);
        }
    }

    private void OnDeadline() => _expiry = ExpireAsync();

    private async Task ExpireAsync()
    {
        var cancelled = _cancellation!.CancelAsync();
        await _gate!.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            Answer(new Status(StatusCode.DeadlineExceeded, "Deadline Exceeded"));
            await HttpContext.Response.CompleteAsync().ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }

        await cancelled.ConfigureAwait(false);
    }

    /// <summary>In the trailers after messages; in the headers, which are then all there is, without any.</summary>
    private void Answer(Status status)
    {
        _isAnswered = true;
        AnsweredCode = status.StatusCode;
        var response = HttpContext.Response;
        var trailers = response.HasStarted
            ? HttpContext.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers
            : response.Headers;
        trailers[WireNames.Status] = WireStatus.ToText(status.StatusCode);
        if (!string.IsNullOrEmpty(status.Detail))
        {
            trailers[WireNames.Message] = PercentEncoding.Encode(status.Detail);
        }

        foreach (var entry in _responseTrailers ?? Metadata.Empty)
        {
            trailers.Append(entry.Key, entry.WireValue);
        }
    }
}
