namespace Grpc.AspNetCore.Server.Internal;

/// <summary>A service or interceptor for one call; disposed with the call if it was made for it.</summary>
internal readonly struct Activated<T>(T instance, bool owned) : IAsyncDisposable
    where T : class
{
    public T Instance => instance;

    public ValueTask DisposeAsync()
    {
        switch (owned ? instance : null)
        {
            case IAsyncDisposable asyncDisposable:
                return asyncDisposable.DisposeAsync();
            case IDisposable disposable:
                disposable.Dispose();
                return default;
            default:
                return default;
        }
    }
}
