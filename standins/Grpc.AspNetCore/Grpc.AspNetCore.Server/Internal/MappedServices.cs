namespace Grpc.AspNetCore.Server.Internal;

/// <summary>The services mapped so far: whoever is first maps the answer for unknown ones.</summary>
internal sealed class MappedServices
{
    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);
}
