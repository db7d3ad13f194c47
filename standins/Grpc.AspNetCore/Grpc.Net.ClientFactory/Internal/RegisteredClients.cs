namespace Grpc.Net.ClientFactory.Internal;

/// <summary>Which type a client name stands for: two of one name would share a channel by mistake.</summary>
internal sealed class RegisteredClients
{
    private readonly Dictionary<string, Type> _types = new(StringComparer.Ordinal);

    public void Add(string name, Type type)
    {
        if (!_types.TryAdd(name, type) && _types[name] != type)
        {
            throw new InvalidOperationException(
                $"The gRPC client factory already has a registered client with the name '{name}',"
                + $" bound to the type '{_types[name].FullName}'."
                + " Use an overload of AddGrpcClient that accepts a string and provide a unique name to resolve the conflict.");
        }
    }
}
