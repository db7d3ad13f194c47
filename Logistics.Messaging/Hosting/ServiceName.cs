namespace Logistics.Messaging.Hosting;

/// <summary>The service that this process is: what its queues begin with, and the source of its events.</summary>
internal sealed record ServiceName(string Value);
