namespace Logistics.Messaging.Topology;

/// <summary>
/// The broker has a queue or an exchange of this name that was made differently. It must be emptied and deleted by an operator.
/// </summary>
internal sealed class TopologyMismatchException(string kind, string name, Exception innerException)
    : Exception(
        $"{kind} '{name}' exists with other settings than this build needs. Once deleted, it is made anew. {innerException.Message}",
        innerException);
