namespace Logistics.Messaging;

/// <summary>Who decided what about a dead letter, and when. Never changed.</summary>
public sealed class DeadLetterAudit
{
    public required Guid Id { get; init; }

    public required Guid DeadLetterId { get; init; }

    public required DeadLetterState Action { get; init; }

    /// <summary>The account that did it.</summary>
    public required Guid ActorId { get; init; }

    public required DateTimeOffset At { get; init; }
}
