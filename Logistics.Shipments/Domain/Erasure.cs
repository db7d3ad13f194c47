namespace Logistics.Shipments.Domain;

/// <summary>An account that is gone. Its shipments are made nobody's, each as soon as it has ended.</summary>
internal sealed class Erasure
{
    public required Guid OwnerId { get; init; }

    public required DateTimeOffset At { get; init; }
}
