namespace Grpc.AspNetCore.HealthChecks;

/// <summary>A service name that callers ask for, and the health checks that count for it.</summary>
public sealed class ServiceMapping(string name, Func<HealthCheckMapContext, bool> predicate)
{
    public string Name { get; } = name;

    public Func<HealthCheckMapContext, bool>? HealthCheckPredicate { get; } = predicate;
}
