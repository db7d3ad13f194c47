using Grpc.Core;
using Grpc.Wire;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>The responses of a streaming call.</summary>
internal sealed class ServerStreamWriter<TResponse>(ServerCall call, MessageWriter<TResponse> writer) : IServerStreamWriter<TResponse>
    where TResponse : class
{
    private int _isWriting;

    public WriteOptions? WriteOptions
    {
        get => call.WriteOptions;
        set => call.WriteOptions = value;
    }

    public Task WriteAsync(TResponse message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(TResponse message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (Interlocked.Exchange(ref _isWriting, 1) == 1)
        {
            throw new InvalidOperationException("Can't write the message because the previous write is in progress.");
        }

        try
        {
            var flush = WriteOptions is not { } options || !options.Flags.HasFlag(WriteFlags.BufferHint);
            await call.WriteAsync(writer, message, flush, cancellationToken.CanBeCanceled ? cancellationToken : call.CancellationToken)
                .ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref _isWriting, 0);
        }
    }
}
