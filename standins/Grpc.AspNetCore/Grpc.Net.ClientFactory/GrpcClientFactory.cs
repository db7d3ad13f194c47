namespace Grpc.Net.ClientFactory;

/// <summary>Makes clients that were registered by name.</summary>
public abstract class GrpcClientFactory
{
    public abstract TClient CreateClient<TClient>(string name)
        where TClient : class;
}
