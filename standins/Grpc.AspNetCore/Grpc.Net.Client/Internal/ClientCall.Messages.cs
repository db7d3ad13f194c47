using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>A call and its messages.</summary>
internal sealed class ClientCall<TRequest, TResponse>(
    GrpcChannel channel, Method<TRequest, TResponse> method, string? host, CallOptions options)
    : ClientCall(channel, method, host, options)
    where TRequest : class
    where TResponse : class
{
    /// <summary>A stream that waits for its next message, as thousands do, holds no buffer meanwhile.</summary>
    private static readonly StreamPipeReaderOptions Reading = new(useZeroByteReads: true);

    private readonly MessageWriter<TRequest> _requests = new(method.RequestMarshaller, channel.Options.MaxSendMessageSize);
    private PipeReader? _body;
    private MessageReader<TResponse>? _responses;

    /// <summary>Sends one request; what comes back is read by one of the methods below.</summary>
    public ClientCall<TRequest, TResponse> Send(TRequest request)
    {
        try
        {
            Response = SendAsync(new ReadOnlyMemoryContent(_requests.ToMemory(request)));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Response = Task.FromException<HttpResponseMessage>(Fail(exception));
        }

        return this;
    }

    /// <summary>Opens a stream of requests.</summary>
    public ClientStreamWriter<TRequest> SendStream()
    {
        var content = new RequestStreamContent();
        Response = SendAsync(content);
        return new ClientStreamWriter<TRequest>(this, content, _requests);
    }

    public async Task<TResponse> ReadSingleAsync() => (await ReadAsync(single: true).ConfigureAwait(false))!;

    /// <summary>The next response, or null after the last; throws when the call ends with anything but OK.</summary>
    public async Task<TResponse?> ReadAsync(bool single = false)
    {
        try
        {
            var response = await Response.ConfigureAwait(false);
            var responses = _responses ?? Open(response);
            var message = responses is null ? null
                : single ? await responses.ReadSingleAsync(Token).ConfigureAwait(false)
                : await responses.ReadAsync(Token).ConfigureAwait(false);
            if (message is null || single)
            {
                EndByTrailers(response, isAnswered: message is not null || !single);
                Close();
            }

            return message;
        }
        catch (Exception exception)
        {
            Close();
            throw Fail(exception);
        }
    }

    /// <summary>Null where the headers say it all.</summary>
    private MessageReader<TResponse>? Open(HttpResponseMessage response)
    {
        if (!ClientProtocol.HasMessages(response))
        {
            return null;
        }

        _body = PipeReader.Create(response.Content.ReadAsStream(Token), Reading);
        return _responses = new MessageReader<TResponse>(
            _body, method.ResponseMarshaller, Channel.Options.MaxReceiveMessageSize, ClientProtocol.IsGzip(response));
    }

    private void Close() => _body?.Complete();
}
