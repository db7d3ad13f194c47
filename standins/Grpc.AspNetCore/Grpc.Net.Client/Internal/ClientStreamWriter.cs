using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>The requests of a streaming call.</summary>
internal sealed class ClientStreamWriter<TRequest>(ClientCall call, RequestStreamContent content, MessageWriter<TRequest> writer)
    : IClientStreamWriter<TRequest>
    where TRequest : class
{
    private int _isWriting;
    private bool _isCompleted;

    public WriteOptions? WriteOptions { get; set; } = call.WriteOptions;

    public Task WriteAsync(TRequest message) => WriteAsync(message, CancellationToken.None);

    /// <summary>A token that is cancelled here cancels the whole call.</summary>
    public async Task WriteAsync(TRequest message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (_isCompleted)
        {
            throw new InvalidOperationException("Request stream has already been completed.");
        }

        if (Interlocked.Exchange(ref _isWriting, 1) == 1)
        {
            throw new InvalidOperationException("Can't write the message because the previous write is in progress.");
        }

        try
        {
            using var registration = cancellationToken.UnsafeRegister(static state => ((ClientCall)state!).Cancel(), call);
            var stream = await content.Stream.WaitAsync(call.Token).ConfigureAwait(false);
            await stream.WriteAsync(writer.ToMemory(message), call.Token).ConfigureAwait(false);
            if (WriteOptions is not { } options || !options.Flags.HasFlag(WriteFlags.BufferHint))
            {
                await stream.FlushAsync(call.Token).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            throw call.Fail(exception);
        }
        finally
        {
            Volatile.Write(ref _isWriting, 0);
        }
    }

    public Task CompleteAsync()
    {
        _isCompleted = true;
        content.Complete();
        return Task.CompletedTask;
    }
}
