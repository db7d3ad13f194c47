namespace Logistics.Messaging.Outbox;

/// <summary>How the outbox is doing, for health and metrics.</summary>
internal sealed class OutboxStatus
{
    /// <summary>Why nothing is being published; <see langword="null"/> while the relay is at work.</summary>
    public string? Obstacle { get; private set; } = "The relay has not started yet.";

    /// <summary>As counted last.</summary>
    public OutboxCount Count { get; set; }

    public void Connected() => Obstacle = null;

    public void Disconnected(Exception reason) => Obstacle = reason.Message;
}
