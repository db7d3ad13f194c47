using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>Asks call credentials for the headers that they add.</summary>
internal sealed class CallCredentialsReader : CallCredentialsConfiguratorBase
{
    private readonly List<AsyncAuthInterceptor> _interceptors = [];

    public static async Task<Metadata> ReadAsync(IEnumerable<CallCredentials> credentials, AuthInterceptorContext context)
    {
        var reader = new CallCredentialsReader();
        reader.Add(credentials);
        var headers = new Metadata();
        foreach (var interceptor in reader._interceptors)
        {
            await interceptor(context, headers).ConfigureAwait(false);
        }

        return headers;
    }

    public override void SetAsyncAuthInterceptorCredentials(object? state, AsyncAuthInterceptor interceptor) =>
        _interceptors.Add(interceptor);

    public override void SetCompositeCredentials(object? state, IReadOnlyList<CallCredentials> credentials) => Add(credentials);

    private void Add(IEnumerable<CallCredentials> credentials)
    {
        foreach (var one in credentials)
        {
            one.InternalPopulateConfiguration(this, null);
        }
    }
}
