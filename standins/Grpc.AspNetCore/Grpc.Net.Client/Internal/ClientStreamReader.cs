using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>The responses of a streaming call.</summary>
internal sealed class ClientStreamReader<TRequest, TResponse>(ClientCall<TRequest, TResponse> call) : IAsyncStreamReader<TResponse>
    where TRequest : class
    where TResponse : class
{
    private TResponse? _current;
    private bool _isAtEnd;
    private int _isReading;

    public TResponse Current => _current ?? throw new InvalidOperationException("No value present in the stream's current position.");

    /// <summary>A token that is cancelled here cancels the whole call.</summary>
    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _isReading, 1) == 1)
        {
            throw new InvalidOperationException("Can't read the next message because the previous read is still in progress.");
        }

        try
        {
            if (_isAtEnd)
            {
                return false;
            }

            using var registration = cancellationToken.UnsafeRegister(static state => ((ClientCall)state!).Cancel(), call);
            _current = null;
            _current = await call.ReadAsync().ConfigureAwait(false);
            _isAtEnd = _current is null;
            return !_isAtEnd;
        }
        finally
        {
            Volatile.Write(ref _isReading, 0);
        }
    }
}
