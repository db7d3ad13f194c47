namespace Logistics.Messaging;

/// <summary>
/// A handler says that something it needs is away for every event alike (a provider, another service). Consuming pauses and tries again
/// with growing pauses; no attempts are used up. The database being away is noticed without it.
/// </summary>
public sealed class DependencyAwayException(string dependency, Exception? innerException = null)
    : Exception($"{dependency} is away.", innerException)
{
    /// <summary>What is away, for health and logs: <c>smtp</c>.</summary>
    public string Dependency { get; } = dependency;
}
