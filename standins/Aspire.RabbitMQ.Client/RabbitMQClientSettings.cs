namespace Aspire.RabbitMQ.Client;

public sealed class RabbitMQClientSettings
{
    /// <summary>An AMQP URI.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>How often a failed first connect is tried again, with growing pauses from one second up; 0: never.</summary>
    public int MaxConnectRetryCount { get; set; } = 5;

    public bool DisableHealthChecks { get; set; }

    public bool DisableTracing { get; set; }

    /// <summary>True: connect on first use. False (connect when the host starts) is not supported here.</summary>
    public bool DisableAutoActivation { get; set; } = true;
}
