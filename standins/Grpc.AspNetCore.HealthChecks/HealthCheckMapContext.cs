namespace Grpc.AspNetCore.HealthChecks;

/// <summary>A health check, to decide by which service it counts for.</summary>
public sealed class HealthCheckMapContext(string name, IEnumerable<string> tags)
{
    public string Name { get; } = name;

    public IEnumerable<string> Tags { get; } = tags;
}
