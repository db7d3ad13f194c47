using Grpc.Core;
using Grpc.Wire;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>The requests of a streaming call.</summary>
internal sealed class ServerStreamReader<TRequest>(ServerCall call, MessageReader<TRequest> reader) : IAsyncStreamReader<TRequest>
    where TRequest : class
{
    private TRequest? _current;

    public TRequest Current => _current ?? throw new InvalidOperationException("There is no current message.");

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        _current = null;
        var token = cancellationToken.CanBeCanceled ? cancellationToken : call.CancellationToken;
        _current = await ServerCall.ReadAsync(reader, single: false, token).ConfigureAwait(false);
        return _current is not null;
    }
}
