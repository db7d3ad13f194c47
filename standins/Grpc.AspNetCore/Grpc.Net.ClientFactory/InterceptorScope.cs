namespace Grpc.Net.ClientFactory;

public enum InterceptorScope
{
    /// <summary>Made once and shared by all clients of the channel.</summary>
    Channel,

    /// <summary>Made with each client, from the client's services.</summary>
    Client,
}
